/** `treestamp service-build [FILE]`: one build of the build service: an order in, the log out. The service calls it. */
import { mkdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { perform } from "../core/app.ts";
import { cacheFolders, cacheRoot } from "../core/cache/folders.ts";
import { isReadByClient } from "../core/engine/environment.ts";
import type { Caller } from "../core/host/port.ts";
import { reportFailure } from "../core/host/shell/host.ts";
import { localLog } from "../core/host/shell/log.ts";
import { readRequest } from "../core/inputs/request.ts";
import { interruptible } from "../core/machine/interrupt.ts";
import { requireLinux } from "../core/machine/linux.ts";
import { makeScratch, sweepScratch } from "../core/machine/scratch.ts";
import { linesOf } from "../core/report/terminal.ts";
import { declared } from "../core/service/declare.ts";
import { dockerConfigWith } from "../core/service/logins.ts";
import { secretsOf } from "../core/service/order.ts";
import type { Order } from "../core/service/port.ts";
import { parseOrder, readOrder } from "../core/service/read-order.ts";
import { fetchFromService } from "../core/service/sources.ts";
import { checkOut, emptyRepository } from "../core/sources/checkout.ts";

/** Carries out the order on standard input, or in a file. @returns the exit code */
export async function runServiceBuild(words: readonly string[], process: NodeJS.Process): Promise<number> {
  const write = (text: string) => void process.stdout.write(text);
  const log = localLog({ write, debug: false });
  // A service that is gone wants no image: it builds again once it is back.
  let isOver = false;
  const onEnd = () => void (isOver || process.kill(process.pid, "SIGTERM"));
  requireLinux();
  await sweepScratch(tmpdir());
  const scratch = await makeScratch(tmpdir(), "treestamp-");
  try {
    const archive = join(scratch, "archive");
    const order =
      words[0] === undefined
        ? await readOrder(process.stdin, archive, onEnd)
        : parseOrder(await readFile(words[0], "utf8"));
    for (const secret of secretsOf(order)) log.mask(secret);
    const variables = await dockerConfigWith(order.logins, join(scratch, "docker"), process.env);
    // A variable of the service's own would keep an argument of its name from the engine's environment, and put it on its
    // command line.
    const others = Object.entries(process.env).filter(([name]) => !(name in order.buildArgs) || isReadByClient(name));
    const environment = { ...Object.fromEntries(others), ...variables };
    await carryOut(order, { log, environment, commandOutput: "stdout", isForStrangers: true }, { scratch, archive });
    return 0;
  } catch (error) {
    return reportFailure(error, false, (text) => log.info(text.trimEnd()));
  } finally {
    isOver = true;
    process.stdin.destroy();
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Place {
  readonly scratch: string;
  readonly archive: string;
}

async function carryOut(order: Order, caller: Caller, { scratch, archive }: Place): Promise<void> {
  const { image, tags, labels, buildArgs, noCache, plainHttp, source, inputs } = order;
  const [numbered] = tags;
  const pairs = (map: Readonly<Record<string, string>>) =>
    Object.entries(map).map(([name, value]) => `${name}=${value}`);
  const common = new Map<string, readonly string[]>([
    ...Object.entries(inputs),
    ["images", [image]],
    ["tags", tags],
    ["flavor", ["latest=false"]],
    ["overwrite", [numbered!]],
    ...(plainHttp[0] === undefined ? [] : [["registry", [plainHttp[0]]] as const, ["plain-http", ["true"]] as const]),
  ]);
  if (source.kind === "image") {
    const path = join(scratch, "empty");
    await mkdir(path);
    await emptyRepository(path, caller.environment);
    const written = new Map([...common, ["source", [source.reference]] as const, ["path", [path]] as const]);
    caller.log.info(linesOf(await perform(await readRequest("promote", { written }), caller)).trimEnd());
    return;
  }
  if (source.kind === "service") await fetchFromService(source, archive, caller);
  const sources = await interruptible((signal) =>
    checkOut(
      { kind: "path", path: archive, strip: true },
      { ...caller, signal, filesOf: noFiles, stdin: process.stdin },
    ),
  );
  try {
    const { file, rest } = await declared(sources.folder, buildArgs, join(scratch, "Dockerfile"));
    const written = new Map([
      ...common,
      ["path", [sources.folder]] as const,
      // A stranger's treestamp.yml may not say where our logins keep an environment: it stays on this machine.
      ["store", [cacheFolders(cacheRoot(inputs["cache-folder"]?.[0], caller.environment)).store]] as const,
      ...(file === undefined ? [] : [["file", [file]] as const]),
      ["labels", pairs(labels)] as const,
      ["build-args", pairs(rest)] as const,
      ["no-cache", [String(noCache)]] as const,
    ]);
    caller.log.info(linesOf(await perform(await readRequest("push", { written }), caller)).trimEnd());
  } finally {
    await sources.remove();
  }
}

/** An archive is no image. */
async function* noFiles(): AsyncGenerator<Uint8Array> {}
