/** User and password in an address. */

/** The bytes that a part of an address means: what is no escape means itself, as for curl. A URL has ASCII alone. */
function decoded(written: string): Buffer {
  const bytes = written.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1");
}

/** `USER:PASSWORD` as HTTP has it, in base64; undefined where there is none. Source: RFC 7617. */
export function basicLoginOf({ username, password }: URL): string | undefined {
  if (username === "" && password === "") return undefined;
  return Buffer.concat([decoded(username), Buffer.from(":"), decoded(password)]).toString("base64");
}

/** The texts of an address that nobody may see: its password, in each form. */
export function secretsOf(url: URL): readonly string[] {
  if (url.password === "") return [];
  return [...new Set([url.password, decoded(url.password).toString(), basicLoginOf(url)!])];
}
