/** The first two numbers of a version, as programs and the kernel print it. */
export type ProgramVersion = readonly [major: number, minor: number];

/** The version that a text begins with; 0.0 where it begins with none. */
export function programVersion(text: string): ProgramVersion {
  const [, major = "0", minor = "0"] = /^(\d+)\.(\d+)/.exec(text) ?? [];
  return [Number(major), Number(minor)];
}

/** Whether a version is `since` or newer; never where no version is known to be. */
export function isAtLeast([major, minor]: ProgramVersion, since: ProgramVersion | undefined): boolean {
  return since !== undefined && (major > since[0] || (major === since[0] && minor >= since[1]));
}
