/** From a ready environment to the sandbox that runs its commands, out of what the request and this machine allow. */
import type { FileHandle } from "node:fs/promises";
import type { Log } from "../log/log.ts";
import { parseImageConfig } from "../oci/image-config.ts";
import type { Descriptor, Digest, Store } from "../oci/port.ts";
import { chooseContainer, chooseMounted, chooseSandbox, probeDockerContainers } from "./choose.ts";
import { dockerSandbox } from "./docker.ts";
import { withFallbacks } from "./fallback.ts";
import { mountedSandbox } from "./mounted.ts";
import { type MountedTools, probeMounted } from "./mounted-tools.ts";
import type { RootNetwork, Sandbox, WritableRoot } from "./port.ts";

export interface SandboxSettings {
  /** What the request asks for. */
  readonly preference: "auto" | "mounted" | "container";
  /** The environment of the programs that we start: PATH, DOCKER_HOST, … */
  readonly environment: NodeJS.ProcessEnv;
  /** Where commands write, and where snapshots are extracted that cannot be mounted. */
  readonly folders: { readonly scratch: string; readonly extracted: string };
  /** Folders of ours that no command may see. */
  readonly hidden: readonly string[];
  /** So many bytes of images that commands ran in stay in docker. */
  readonly limit: number;
  readonly log: Log;
}

/** The image of an environment: its manifest, and its configuration as it is stored. */
export interface SandboxImage {
  readonly image: Descriptor;
  readonly config: string;
}

export interface MountableSnapshot {
  /** Digest of its chunk table. */
  readonly digest: Digest;
  /** Opens the raw image, verified. */
  open(): Promise<FileHandle>;
  /** The folder that holds what commands of the job write; undefined if that is gone with the command. */
  jobFolder(): Promise<string | undefined>;
}

/** The kind of sandbox that is allowed and works, and how to make one. `from` is the store that has the image. */
export type SandboxMaker =
  | { readonly kind: "mounted"; open(image: SandboxImage, from: Store, snapshot: MountableSnapshot): Sandbox }
  | { readonly kind: "container"; open(image: SandboxImage, from: Store): Sandbox };

/** Looks for a kind of sandbox that works on this machine. @throws sandbox-failed where commands cannot be run here, with the reasons */
export async function openSandbox(settings: SandboxSettings): Promise<SandboxMaker> {
  const { preference, environment, log } = settings;
  const probes = {
    mounted: () => probeMounted(environment.PATH ?? ""),
    docker: () => probeDockerContainers(environment),
  };
  const decision = await chooseSandbox(preference, probes, log);
  if (decision.kind === "container") {
    const { kind, why } = decision;
    return { kind, open: (image, from) => containerOf(settings, image, from, why) };
  }
  const [best, ...others] = decision.ways;
  return {
    kind: "mounted",
    open: (image, from, snapshot) => {
      const mounted = (tools: MountedTools) => mountedOf(settings, image, snapshot, tools);
      const container = async (reasons: string) => {
        const { why } = await chooseContainer(reasons, probes.docker, log);
        return containerOf(settings, image, from, why);
      };
      const atLast = preference === "mounted" ? undefined : container;
      return withFallbacks([mounted(best), ...others.map(mounted)], atLast, log);
    },
  };
}

/**
 * Opens the root of a snapshot for commands that change it; `jobFolder` is not asked. It is to be closed.
 * @throws sandbox-failed where no snapshot can be mounted or extracted here: a container would not do
 */
export async function openWritableRoot(
  settings: Omit<SandboxSettings, "preference" | "limit">,
  { config }: Pick<SandboxImage, "config">,
  snapshot: MountableSnapshot,
  network: RootNetwork,
): Promise<WritableRoot> {
  const { folders, environment, ...rest } = settings;
  const { ways } = await chooseMounted(() => probeMounted(environment.PATH ?? ""), settings.log);
  const { digest, open } = snapshot;
  const image = parseImageConfig(config);
  const { writableRoot } = await import("./writable-root.ts");
  return writableRoot({ ...rest, ...folders, ways, network, image, digest, openSnapshot: open });
}

/** @param why no snapshot is mounted */
function containerOf(
  { folders, hidden, limit, environment, log }: SandboxSettings,
  { image, config }: SandboxImage,
  from: Store,
  why: string,
): Sandbox {
  const { scratch } = folders;
  return dockerSandbox({
    ...{ from, image, config: parseImageConfig(config), env: environment },
    ...{ scratch, hidden, why, limit, log },
  });
}

function mountedOf(
  { folders, hidden, log }: SandboxSettings,
  { config }: SandboxImage,
  { digest, open, jobFolder }: MountableSnapshot,
  tools: MountedTools,
): Sandbox {
  const { scratch, extracted } = folders;
  const image = parseImageConfig(config);
  return mountedSandbox({ openSnapshot: open, digest, image, tools, jobFolder, scratch, extracted, hidden, log });
}
