/** What is secret, and which parts of it a log must not show. */

/** A line of a long value that is shorter ("}", "fi") is in every output: hiding it would hide the output alone. */
const shortestLine = 8;
const shortestValue = 3;

/** What everybody may see, and what is in many a file beside a key. Source: RFC 7468. */
const publicBlocks =
  /-----BEGIN ((?:TRUSTED |X509 )?CERTIFICATE|X509 CRL|(?:RSA )?PUBLIC KEY)-----[\s\S]*?-----END \1-----/g;

/** What stands between the certificates of a bundle: comments, and curl's names of them, underlined. */
const headings = /^(?:#.*|.*\r?\n=+)$/gm;

/**
 * The texts to hide for one secret: its value as a whole, and of a value of several lines each long one. Certificates are
 * no secret. The longest comes first, so that none is hidden in part.
 */
export function masksOf(value: string): readonly string[] {
  const rest = value.replaceAll(publicBlocks, "");
  const secret = (rest === value ? value : rest.replaceAll(headings, "")).trim();
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  if (lines.length === 1) return secret.length < shortestValue ? [] : [secret];
  const long = lines.filter((line) => line.length >= shortestLine && !/^-----.*-----$/.test(line));
  return [...new Set([secret, ...long])].sort((a, b) => b.length - a.length);
}

const secret = /TOKEN|SECRET|PASS|CREDENTIAL|PRIVATE|KEY|JWT|COOKIE|(?:^|_)O?AUTH(?:_|$)|_(?:PAT|PEM|PWD)$/i;

/** Whether a variable's name suggests a secret: no command gets it that does not name it. */
export function looksSecret(name: string): boolean {
  return secret.test(name);
}
