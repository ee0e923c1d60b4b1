import type { Digest } from "../oci/port.ts";
export function tarballFor(tarball: string, _platform: string): string {
  return tarball;
}
export function sumFor(_document: string, _tarball: string, _platform: string, _where: string): Digest {
  throw new Error("stub");
}
