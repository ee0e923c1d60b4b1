/** Assembles images as the user that this process runs as: one for each message of a test. */
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { assemble } from "../../core/assemble/assemble.ts";
import type { AssembleRequest } from "../../core/assemble/port.ts";
import { isTreestampError, messageOf } from "../../core/errors.ts";
import type { Log } from "../../core/log/log.ts";
import { silentLog } from "../../core/log/log.ts";
import { openOurs } from "../../core/machine/ownership.ts";
import { layoutStore, soleManifest } from "../../core/oci/layout/store.ts";
import { type ImageManifest, parseManifest } from "../../core/oci/manifest.ts";
import type { MountedTools } from "../../core/sandbox/mounted-tools.ts";
import { writableRoot } from "../../core/sandbox/writable-root.ts";
import { flatten } from "../../core/snapshot/flatten.ts";

/** What a test asks for. */
export interface AssembleJob extends Pick<AssembleRequest, "packages" | "clean" | "network" | "output" | "secrets"> {
  /** Folder of the base's layout, and its snapshot. */
  readonly base: string;
  readonly snapshot: string;
  readonly tools: MountedTools;
  readonly scratch: string;
  readonly extracted: string;
  /** A tar file. */
  readonly proto?: string;
  readonly run?: string;
  /** The process's umask, in octal. */
  readonly umask: string;
}

/** What became of it. */
export interface AssembleAnswer {
  readonly lines: readonly string[];
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly remedy?: string;
    readonly output?: string;
  };
}

async function carryOut(job: AssembleJob): Promise<AssembleAnswer> {
  const lines: string[] = [];
  const say = (line: string) => {
    lines.push(line);
    process.send!({ line });
  };
  const log: Log = { ...silentLog, info: say, warning: (text) => say(`warning: ${text}`) };
  const store = layoutStore(job.base);
  const manifest = parseManifest(await soleManifest(job.base)) as ImageManifest;
  const layers = manifest.layers.map((descriptor) => ({ descriptor, open: () => store.readBlob(descriptor) }));
  const sink = { begin: () => ({ write: () => {}, end: () => 1 }) };
  const { proto, run, tools, scratch, extracted } = job;
  const image = { env: new Map([["PATH", "/bin"]]), user: "", workingDir: "/", entrypoint: [], cmd: [] };
  const digest = `sha256:${"0".repeat(64)}` as const;
  try {
    await assemble({
      ...job,
      base: {
        manifest,
        config: await readFile(`${job.base}/blobs/sha256/${manifest.config.digest.slice(7)}`, "utf8"),
        tree: await flatten({ layers, sink, log }),
      },
      proto: proto === undefined ? undefined : () => createReadStream(proto),
      owner: { uid: 0, gid: 0 },
      locked: undefined,
      run: run === undefined ? undefined : Buffer.from(run),
      config: { env: new Map([["FROM_SETTINGS", "yes"]]), labels: new Map() },
      epoch: 0,
      environment: process.env,
      openRoot: (network) =>
        writableRoot({
          ...{ ways: [tools], network, digest, image, scratch, extracted, hidden: [], log },
          openSnapshot: () => openOurs(job.snapshot),
        }),
      signal: ending.signal,
      log,
    });
    return { lines };
  } catch (error) {
    if (!isTreestampError(error)) return { lines, error: { code: "defect", message: messageOf(error) } };
    const { code, message, remedy, output } = error;
    return { lines, error: { code, message, ...(remedy && { remedy }), ...(output && { output }) } };
  }
}

const ending = new AbortController();
process.on("SIGTERM", () => ending.abort());
process.on("message", async (job: AssembleJob) => {
  process.umask(job.umask);
  const answer = await carryOut(job);
  process.send!({ answer });
});
