/** Runs a command in a checkout of its own. */
import { createReadStream, createWriteStream } from "node:fs";
import { chmod, lstat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { TreestampError } from "../errors.ts";
import type { Bind } from "../inputs/openings.ts";
import { timed } from "../log/stages.ts";
import { checkOut } from "../reuse/checkout.ts";
import { layOutputs, outputsIn } from "../reuse/outputs.ts";
import { failureOf } from "./cache-work.ts";
import type { Ready } from "./pull.ts";
import { recordRun } from "./record-run.ts";
import type { KeyedRun, Reusing } from "./reuse.ts";
import { type Ran, runIn, type Workplace, workingDirectoryOf } from "./run.ts";

/** @param keyed the run, where it is to be recorded */
export async function runOwn(call: Reusing, ready: Ready, keyed: KeyedRun | undefined): Promise<Ran> {
  const { ports, request, repository, checked, reuse } = call;
  const cache = await ports.openCache();
  return cache.withIncoming(async (scratch) => {
    const folder = join(scratch, "workspace");
    const checkout = await timed(call.of.stages, "checkout", () =>
      ports.interruptible((signal) => checkOut(repository, checked.files, folder, signal)),
    );
    await checkDirectory(call, folder);
    const { place, results } = await ownPlace(call, folder, scratch);
    const begun = performance.now();
    const ran = await runIn(ports, request, ready, place);
    const seconds = (performance.now() - begun) / 1000;
    // Nobody waits for what it has left, and what a command says of its end once it was told to end proves nothing.
    if (ran.isCut && ran.outcome !== "timed-out") return ran;
    await tellResults(call, results);
    const outputs = await outputsIn(checkout, reuse.outputs);
    const lay = ports.interruptible((signal) =>
      layOutputs(outputs.archive(), outputs.present, repository.workTree!, signal),
    );
    if (ran.outcome === "success") await lay;
    else await lay.catch((error) => ports.log.warning(failureOf(error).message)); // its own exit code says more
    if (ran.outcome === "success" && keyed !== undefined) {
      await recordRun(call, keyed, { checkout, outputs, scratch, seconds, results, phases: ran.phases ?? [] });
    }
    return ran;
  });
}

/** @throws input-invalid for a folder that is in the work tree alone, such as one that git ignores */
async function checkDirectory({ request, repository }: Reusing, folder: string): Promise<void> {
  const directory = workingDirectoryOf(request);
  const path = relative(repository.workTree!, directory);
  const stats = await lstat(join(folder, path)).catch(() => undefined);
  if (stats?.isDirectory()) return;
  throw new TreestampError(
    "input-invalid",
    `\`reuse\`: the command would not find its working directory ${directory}.`,
    {
      remedy: "It sees what git has, and of that the `paths`: check both, and `working-directory`.",
    },
  );
}

/** The checkout at the work tree's place, and empty files for results. */
async function ownPlace({ ports, repository }: Reusing, folder: string, scratch: string) {
  const results = new Map<string, string>();
  const variables = new Map<string, string>();
  const binds: Bind[] = [{ source: folder, target: repository.workTree!, readOnly: false }];
  for (const name of ports.gifts.results.keys()) {
    const file = join(scratch, name);
    await writeFile(file, "");
    await chmod(file, 0o666); // for any user that the command may run as
    const target = `/run/treestamp-${name}`;
    results.set(name, file);
    variables.set(name, target);
    binds.push({ source: file, target, readOnly: false });
  }
  const place: Workplace = { root: folder, binds, gifts: { variables, searched: [] }, isOwn: true };
  return { place, results };
}

/** Adds what the command has written to the files that the host reads, however much that is. */
async function tellResults({ ports }: Reusing, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, file] of files) {
    const { file: host } = ports.gifts.results.get(name)!;
    await pipeline(createReadStream(file), createWriteStream(host, { flags: "a" }));
  }
}
