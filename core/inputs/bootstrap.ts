/** How an environment is made from nothing: as `treestamp.yml` has it. */
import type { Input } from "./input.ts";
import { type Fail, inputValue, type Value } from "./read.ts";

/** Packages of Debian or Ubuntu that make a root. */
export interface DistributionInputs {
  readonly suite: string;
  readonly mirror: string | undefined;
  readonly snapshot: string | undefined;
  /** Sorted, without duplicates. */
  readonly include: readonly string[];
  readonly variant: string;
}

export interface BootstrapInputs {
  /** `https://…`, or a path in the repository; `{arch}` and `{machine}` stand for the platform. Undefined where packages make the root. */
  readonly tarball: string | undefined;
  readonly packages: DistributionInputs | undefined;
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

/** Reads one field of `bootstrap.packages`. @throws what `fail` makes of a fault */
export function distributionField(input: Input, said: Value, fail: Fail): Partial<DistributionInputs> {
  const value = inputValue(input, said, fail);
  if (input.name === "snapshot" && !/^\d{8}T\d{6}Z$/.test(value as string)) {
    throw fail(`${JSON.stringify(value)} is not a time`, "Write it as 20260101T000000Z.");
  }
  const names =
    input.name === "include" ? (value as readonly string[]) : input.name === "mirror" ? [] : [value as string];
  const odd = names.find((name) => !/^[A-Za-z0-9][A-Za-z0-9+._:~=-]*$/.test(name));
  if (odd !== undefined) throw fail(`${JSON.stringify(odd)} is not a name`);
  return { [input.name]: input.name === "include" ? [...new Set(names)].sort() : value };
}

/** All of `bootstrap.packages`. @throws what `fail` makes of a fault */
export function distributionInputs({ suite, ...said }: Partial<DistributionInputs>, fail: Fail): DistributionInputs {
  if (suite === undefined) throw fail("`suite` is missing", "Name the release: suite: bookworm.");
  return { suite, mirror: undefined, snapshot: undefined, include: [], variant: "minbase", ...said };
}

/** All of it. @throws what `fail` makes of a fault */
export function bootstrapInputs({ tarball, ...said }: Partial<BootstrapInputs>, fail: Fail): BootstrapInputs {
  if (tarball === undefined && said.packages === undefined) {
    throw fail(
      "`tarball` is missing",
      "Name the root's archive: tarball: https://…; or a release: packages: { suite: bookworm }.",
    );
  }
  if (tarball !== undefined && said.packages !== undefined) {
    throw fail("`tarball` and `packages` both say what the root is", "Take one of them away.");
  }
  if (tarball !== undefined && isRemote(tarball) && said.sums === undefined) {
    throw fail(
      "`sums` is missing: nothing would fix what the address gives",
      "Commit a document of `sha256sum FILE`, and name it: sums: ci/SHA256SUMS.",
    );
  }
  return { tarball, packages: undefined, sums: undefined, remove: [], overlay: undefined, ...said };
}

/** Whether an archive is somewhere else than in the repository. */
export function isRemote(tarball: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(tarball);
}
