/** The configuration of an image that was made from nothing, or from another one that an archive wraps. */
import { follow, rootOf } from "../assemble/root-tree.ts";
import { TreestampError } from "../errors.ts";
import { defaultPath, parseImageConfig, platformIn } from "../oci/image-config.ts";
import { formatPlatform } from "../oci/manifest.ts";
import type { Platform } from "../oci/port.ts";
import type { DirectoryInode } from "../snapshot/tree.ts";

type Json = Readonly<Record<string, unknown>>;

/** What the wrapped image says of its commands. All else tells how, or where, that one was made. Source: image-spec, config.md. */
const inherited = [
  ...["User", "ExposedPorts", "Env", "Entrypoint", "Cmd", "Volumes", "WorkingDir", "Labels", "StopSignal", "Shell"],
];

export interface RootImage {
  readonly platform: Platform;
  /** Seconds since 1970. */
  readonly epoch: number;
  readonly tree: DirectoryInode;
  /** Configuration of the wrapped image, JSON. */
  readonly wrapped: Buffer | undefined;
  /** What each layer is, for the history, bottom to top. */
  readonly steps: readonly string[];
}

/**
 * All of the configuration but the layers: PATH, and a shell as the command where the root has one. Nothing in it tells where the root
 * was from: that is not in the key.
 * @throws image-invalid, platform-missing where the wrapped image is another platform's
 */
export function rootConfig({ platform, epoch, tree, wrapped, steps }: RootImage): Json {
  const created = new Date(epoch * 1000).toISOString().replace(".000Z", "Z");
  const kept = wrapped === undefined ? {} : inheritedFrom(wrapped, platform);
  const { env, cmd, entrypoint } = parseImageConfig(JSON.stringify({ config: kept }));
  const shell = shellOf(tree);
  return {
    created,
    ...platform,
    config: {
      ...kept,
      Env: [...(env.has("PATH") ? [] : [["PATH", defaultPath] as const]), ...env].map(
        ([name, value]) => `${name}=${value}`,
      ),
      ...(cmd.length === 0 && entrypoint.length === 0 && shell !== undefined ? { Cmd: [shell] } : {}),
    },
    history: steps.map((step) => ({ created, created_by: `treestamp bootstrap: ${step}` })),
  };
}

function inheritedFrom(wrapped: Buffer, platform: Platform): Json {
  const found = platformIn(wrapped);
  if (found?.os !== platform.os || found.architecture !== platform.architecture) {
    const is = found === undefined ? "an unknown platform" : formatPlatform(found);
    throw new TreestampError("platform-missing", `The archive's image is for ${is}, not ${formatPlatform(platform)}.`, {
      remedy: "Name the archive of each platform: with {arch} or {machine} in its name.",
    });
  }
  const values = ((JSON.parse(wrapped.toString("utf8")) as Json).config ?? {}) as Json;
  return Object.fromEntries(
    inherited.flatMap((name) => (values[name] === undefined || values[name] === null ? [] : [[name, values[name]]])),
  );
}

function shellOf(tree: DirectoryInode): string | undefined {
  const root = rootOf(tree);
  return ["/bin/bash", "/bin/sh"].find((shell) => follow(root, shell.slice(1))?.type === "file");
}
