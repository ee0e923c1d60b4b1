/**
 * Our own files in a container whose daemon does not see our folders, such as one on another machine or in another pod: the
 * script, the phases and the starter go in through the daemon, and what is written to them comes back while the command runs.
 */
import { createReadStream } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { basename, dirname, join, posix } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readTar, type TarData } from "../archive/tar-reader.ts";
import { type TarEntry, writeTar } from "../archive/tar-writer.ts";
import type { Bind } from "../inputs/openings.ts";
import { isWithin } from "../machine/mounts.ts";
import type { DockerSandboxOptions } from "./docker.ts";
import { docker, orFail, placeOf } from "./docker-image.ts";

/** How long we wait before we look for new output again: so many milliseconds, or so many times what the last look took. */
const pause = { least: 500, times: 5 };

/** Puts the files into a container that has not been started, at the places where binds would have them. @throws sandbox-failed */
export async function carryIn(options: DockerSandboxOptions, container: string, binds: readonly Bind[]): Promise<void> {
  const places: (readonly [source: string, place: string])[] = [];
  for (const { source, target } of outermost(binds)) {
    places.push([source, posix.join(await placeOf(options, container, dirname(target)), basename(target))]);
  }
  // All places come first: docker lets nobody read a container that is written to.
  const entries = async function* (): AsyncGenerator<TarEntry> {
    for (const [source, place] of places) yield* entriesOf(source, place.slice(1));
  };
  await orFail(options, ["container", "cp", "-", `${container}:/`], { input: writeTar(entries()) });
}

/** Brings back what the container writes, now and then until `work` is done, and once more then. */
export async function carryBackDuring<T>(
  options: DockerSandboxOptions,
  container: string,
  binds: readonly Bind[],
  work: () => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const looking = (async () => {
    for (let wait = pause.least; !over.signal.aborted; ) {
      await delay(wait, undefined, { signal: over.signal }).catch(() => {});
      if (over.signal.aborted) break;
      const begun = performance.now();
      await carryBack(options, container, binds);
      wait = Math.max(pause.least, pause.times * (performance.now() - begun));
    }
  })();
  return work().finally(async () => {
    over.abort();
    await looking;
    await carryBack(options, container, binds);
  });
}

/** A file that cannot be read now, because the command has removed it or it is changing, keeps its content here. */
async function carryBack(options: DockerSandboxOptions, container: string, binds: readonly Bind[]): Promise<void> {
  const written = new Map(binds.filter(({ readOnly }) => !readOnly).map(({ source, target }) => [target, source]));
  for (const { target } of outermost(binds)) {
    if (![...written.keys()].some((path) => isWithin(target, path))) continue;
    const read = async (stdout: AsyncIterable<Uint8Array>) =>
      readTar(stdout, async ({ type, name }) => {
        const source = written.get(posix.join(dirname(target), name));
        return type === "file" && source !== undefined ? overwriting(source) : undefined;
      });
    await docker(options, ["container", "cp", `${container}:${target}`, "-"], { onOutput: read }).catch(() => {});
  }
}

/** Writes a file's content in place, because somebody has it open and goes on reading from the same position. */
async function overwriting(path: string): Promise<TarData> {
  const file = await open(path, "r+");
  let at = 0;
  return {
    write: async (bytes) => {
      await file.write(bytes, 0, bytes.length, at);
      at += bytes.length;
    },
    end: async () => {
      await file.truncate(at);
      await file.close();
    },
  };
}

function outermost(binds: readonly Bind[]): readonly Bind[] {
  return binds.filter((bind) => !binds.some((other) => other !== bind && isWithin(other.target, bind.target)));
}

async function* entriesOf(source: string, path: string): AsyncGenerator<TarEntry> {
  const stats = await stat(source);
  const mode = stats.mode & 0o777;
  if (!stats.isDirectory()) {
    yield { path, kind: "file", mode, size: stats.size, content: createReadStream(source) };
    return;
  }
  yield { path, kind: "directory", mode };
  for (const name of await readdir(source)) yield* entriesOf(join(source, name), posix.join(path, name));
}
