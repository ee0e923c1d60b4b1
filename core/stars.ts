/** Patterns that people write for names: `*` stands for any characters, and everything else for itself. */
export function matchesStars(pattern: string, text: string): boolean {
  const literal = pattern.split("*").map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`, "s").test(text);
}
