/** Git trees as values: what stands in one, its canonical bytes and its hash. */

/** An entry of a git tree. Names are raw bytes, one byte per character (latin1), so that every name survives. */
export interface TreeEntry {
  readonly mode: "100644" | "100755" | "120000" | "40000" | "160000";
  /** Raw bytes as a latin1 string: never contains `/` or NUL. */
  readonly name: string;
  /** Object id in hexadecimal. */
  readonly oid: string;
}
