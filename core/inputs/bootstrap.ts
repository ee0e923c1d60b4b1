/** How an environment is made from nothing: as `treestamp.yml` has it. */
import type { Input } from "./input.ts";
import { type Fail, inputValue, type Value } from "./read.ts";

export interface BootstrapInputs {
  /** `https://…`, or a path in the repository; `{arch}` and `{machine}` stand for the platform. */
  readonly tarball: string;
  /** Path of a document in the format of sha256sum(1). */
  readonly sums: string | undefined;
  /** Patterns, as in `.dockerignore`. */
  readonly remove: readonly string[];
  /** A directory of the repository, laid over the root as a layer of its own. */
  readonly overlay: string | undefined;
}

/** Reads one field of `bootstrap`. @throws what `fail` makes of a fault */
export function bootstrapField(input: Input, said: Value, fail: Fail): Partial<BootstrapInputs> {
  return { [input.name]: inputValue(input, said, fail) };
}

/** All of it. @throws what `fail` makes of a fault */
export function bootstrapInputs({ tarball, ...said }: Partial<BootstrapInputs>, fail: Fail): BootstrapInputs {
  if (tarball === undefined) throw fail("`tarball` is missing", "Name the root's archive: tarball: https://….");
  if (isRemote(tarball) && said.sums === undefined) {
    throw fail(
      "`sums` is missing: nothing would fix what the address gives",
      "Commit a document of `sha256sum FILE`, and name it: sums: ci/SHA256SUMS.",
    );
  }
  return { tarball, sums: undefined, remove: [], overlay: undefined, ...said };
}

/** Whether an archive is somewhere else than in the repository. */
export function isRemote(tarball: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(tarball);
}
