/** The platforms that an image is built for, as people write them. */
import { TreestampError } from "../errors.ts";
import { nearestName } from "../inputs/suggest.ts";
import { defaultPlatform } from "./recipe.ts";

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

/** Platforms by their usual names and in one order, the usual one where none is said. @throws input-invalid */
export function platformsOf(platforms: readonly string[] | undefined): readonly string[] {
  if (platforms === undefined || platforms.length === 0) return [defaultPlatform];
  const usual = platforms.map((platform) => {
    const [, os = "", architecture = ""] = /^([^/]*)\/(.*)$/.exec(platform.toLowerCase()) ?? [];
    return os === "" ? platform : `${os}/${architectures[architecture] ?? architecture}`;
  });
  for (const platform of usual) {
    const [, os = "", architecture = ""] = /^([a-z0-9]+)\/([a-z0-9_]+)(?:\/[a-z0-9.]+)?$/.exec(platform) ?? [];
    if (os !== "") {
      checkKnown(platform, os, "a system", known.systems);
      checkKnown(platform, architecture, "an architecture", known.architectures);
      continue;
    }
    throw new TreestampError("input-invalid", `\`platforms\`: ${JSON.stringify(platform)} is not OS/ARCH.`, {
      remedy: "Write it like linux/amd64 or linux/arm/v7.",
    });
  }
  return [...new Set(usual)].sort();
}

/** @throws input-invalid for a name that no image has: nothing would be found for it, on any machine */
function checkKnown(platform: string, name: string, what: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  const near = nearestName(name, names);
  throw new TreestampError("input-invalid", `\`platforms\`: ${platform} has ${what} that does not exist, ${name}.`, {
    remedy: `${near === undefined ? "" : `Did you mean ${platform.replace(name, near)}? `}Known are ${names.join(", ")}.`,
  });
}
