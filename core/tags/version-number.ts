/** Semantic versions. Source: semver.org 2.0.0. */
export interface VersionNumber {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `rc.1`; empty for a release. */
  readonly prerelease: string;
}

/** Reads `1.2.3`, `v1.2.3-rc.1` or `v1.2.3+build`; undefined for what is no version. */
export function parseVersionNumber(text: string): VersionNumber | undefined {
  const number = "(0|[1-9]\\d{0,14})";
  const pattern = `^v?${number}\\.${number}\\.${number}(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?$`;
  const [, major, minor, patch, prerelease = ""] = new RegExp(pattern).exec(text) ?? [];
  if (major === undefined) return undefined;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), prerelease };
}

/** `1.2.3` or `1.2.3-rc.1`. */
export function formatVersionNumber({ major, minor, patch, prerelease }: VersionNumber): string {
  return `${major}.${minor}.${patch}${prerelease === "" ? "" : `-${prerelease}`}`;
}

/** True where the release `a` comes after the release `b`. */
export function isLater(a: VersionNumber, b: VersionNumber): boolean {
  if (a.major !== b.major) return a.major > b.major;
  return a.minor !== b.minor ? a.minor > b.minor : a.patch > b.patch;
}
