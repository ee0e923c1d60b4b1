/** Whether a Dockerfile needs an image. Source: docs.docker.com, "Dockerfile reference": FROM, COPY --from, RUN --mount. */

/**
 * True where the Dockerfile takes something from the image `name`, which is no stage of its own: by FROM, by `--from=` or
 * `from=`, or by an argument that stands for it.
 */
export function takesFrom(dockerfile: string, name: string, buildArgs: ReadonlyMap<string, string>): boolean {
  const lines = dockerfile.split(/\r?\n/).filter((line) => !/^\s*#/.test(line));
  const word = name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const has = (pattern: string) => lines.some((line) => new RegExp(pattern, "i").test(line));
  if (has(`^\\s*FROM\\s.*\\sAS\\s+${word}\\s*$`)) return false;
  if (has(`^\\s*FROM\\s+(--\\S+\\s+)*${word}(\\s|$)`) || has(`\\bfrom=["']?${word}(?=["'\\s,]|$)`)) return true;
  return has(`^\\s*ARG\\s+\\w+=["']?${word}["']?\\s*$`) || [...buildArgs.values()].includes(name);
}
