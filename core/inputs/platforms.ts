/** `platforms`: by their usual names. */
import type { Fail } from "./read.ts";
import { suggesting } from "./suggest.ts";

/** The platform that an image is built for by default. */
export const defaultPlatform = "linux/amd64";

/** Other names of an architecture. Source: containerd/platforms, database.go. */
const architectures: Readonly<Record<string, string>> = {
  ...{ x86_64: "amd64", "x86-64": "amd64", i386: "386", aarch64: "arm64", "arm64/v8": "arm64", "arm64/8": "arm64" },
  ...{ armhf: "arm/v7", armel: "arm/v6", arm: "arm/v7" },
};

/** Those that an image can be for. Source: go tool dist list, from which docker and buildah take the names; wasm is docker's own. */
const known = {
  systems: [
    ...[
      "linux",
      "windows",
      "darwin",
      "freebsd",
      "netbsd",
      "openbsd",
      "dragonfly",
      "solaris",
      "illumos",
      "aix",
      "plan9",
    ],
    ...["android", "ios", "js", "wasi", "wasip1"],
  ],
  architectures: [
    ...["amd64", "arm64", "arm", "386", "ppc64le", "s390x", "riscv64", "loong64", "ppc64"],
    ...["mips64le", "mips64", "mipsle", "mips", "wasm", "wasm32"],
  ],
} as const;

/** Sorted, without duplicates. @throws input-invalid */
export function parsePlatforms(platforms: readonly string[], fail: Fail): readonly string[] {
  const usual = platforms.map((platform) => {
    const [, os = "", architecture = ""] = /^([^/]*)\/(.*)$/.exec(platform.toLowerCase()) ?? [];
    return os === "" ? platform : `${os}/${architectures[architecture] ?? architecture}`;
  });
  for (const platform of usual) {
    const [, os, architecture] = /^([a-z0-9]+)\/([a-z0-9_]+)(?:\/[a-z0-9.]+)?$/.exec(platform) ?? [];
    if (os === undefined || architecture === undefined) {
      throw fail(`${JSON.stringify(platform)} is not OS/ARCH`, "Write it like linux/amd64 or linux/arm/v7.");
    }
    /** A platform that does not exist: nothing could be found for it, on any machine. */
    const check = (name: string, what: string, names: readonly string[]) => {
      if (names.includes(name)) return;
      throw fail(
        `${platform} has ${what} that does not exist, ${name}`,
        suggesting(name, names, `Known are ${names.join(", ")}.`, (near) => platform.replace(name, near)),
      );
    };
    check(os, "a system", known.systems);
    check(architecture, "an architecture", known.architectures);
  }
  return [...new Set(usual)].sort();
}
