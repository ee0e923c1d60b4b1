/** The images that commands ran in, as a docker daemon keeps them: a copy of ours, loaded when it is needed. */
import { run } from "../machine/process.ts";
import { hexOf } from "../oci/digest.ts";
import type { Digest } from "../oci/port.ts";

const repository = "treestamp-run";

/** The build image itself; on top of it stand those of the users that commands run as. @param digest of its manifest */
export function runImageName(digest: Digest): string {
  return `${repository}:${hexOf(digest)}`;
}

/** Marks the image as used now. The containerd image store ignores this: there, the time of loading counts. */
export async function touchRunImage(env: NodeJS.ProcessEnv, name: string): Promise<void> {
  await run("docker", ["image", "tag", name, name], { env });
}

/** How many images that commands ran in were removed, and how many are left. */
export interface RunImagesLeft {
  readonly removed: number;
  readonly left: number;
  readonly bytesLeft: number;
}

/**
 * Removes images that commands ran in, what was used least recently first, until the others have no more than `limit` bytes.
 * What a container uses stays: docker refuses. So do those `kept`. Without a limit nothing is asked; a docker that does not
 * answer has none.
 */
export async function pruneRunImages(
  env: NodeJS.ProcessEnv,
  limit: number,
  kept: readonly string[] = [],
): Promise<RunImagesLeft> {
  if (limit === Number.POSITIVE_INFINITY) return { removed: 0, left: 0, bytesLeft: 0 };
  const images = (await runImages(env)).sort((a, b) => a.used.localeCompare(b.used));
  let bytesLeft = images.reduce((sum, { size }) => sum + size, 0);
  let removed = 0;
  for (const { name, size } of images) {
    if (bytesLeft <= limit) break;
    if (kept.includes(name) || (await run("docker", ["image", "rm", name], { env })).exitCode !== 0) continue;
    bytesLeft -= size;
    removed++;
  }
  return { removed, left: images.length - removed, bytesLeft };
}

interface RunImage {
  readonly name: string;
  /** Layers that several images share are counted in each. */
  readonly size: number;
  /** When it got its name, or was used last; as docker prints it. */
  readonly used: string;
}

async function runImages(env: NodeJS.ProcessEnv): Promise<RunImage[]> {
  const listed = await docker(env, ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", repository]);
  const names = listed.split("\n").filter(Boolean);
  if (names.length === 0) return [];
  // All at once: each call costs more than what it asks. Of one that is gone by now it prints nothing.
  const { stdout } = await run("docker", ["image", "inspect", "--format", inspected, ...names], { env });
  const images = new Map<string, RunImage>();
  for (const line of stdout.toString("utf8").split("\n").filter(Boolean)) {
    const [size, tags, used] = JSON.parse(line) as [number, readonly string[], string];
    for (const name of tags) if (names.includes(name)) images.set(name, { name, size, used });
  }
  return [...images.values()];
}

const inspected = '[{{.Size}},{{json .RepoTags}},"{{.Metadata.LastTagTime}}"]';

/** What docker prints; empty if it fails or is missing. */
async function docker(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> {
  const { exitCode, stdout } = await run("docker", args, { env }).catch(() => ({
    exitCode: 1,
    stdout: Buffer.alloc(0),
  }));
  return exitCode === 0 ? stdout.toString("utf8") : "";
}
