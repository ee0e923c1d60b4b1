/**
 * The build service under load, on real builds by buildah and a real registry: requests at once, the limit, memory, and how
 * long a line of a log and a stop take. For docs/scaling.md: `sh scripts/with-node.sh bench/service.ts [BUILDS]`, with the
 * tests' tools on PATH.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir, uptime } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathWithSystemFolders } from "../scripts/testbed/debian-packages.ts";
import { folderOf } from "../scripts/testbed/go-tools.ts";
import { goTools } from "../scripts/testbed/test-tools.ts";
import { sourcesThatRun, startReceiver, startService } from "../test/services/build-service.ts";
import { startServer } from "../test/services/http.ts";
import { startRegistry } from "../test/services/registry.ts";

const builds = Number(process.argv[2] ?? 200);
const appUuid = "56bce159-87a7-437f-bed3-2da4e44d9cf3";
const say = (line: string) => void process.stdout.write(`${line}\n`);

process.env.PATH = [...goTools.map(folderOf), pathWithSystemFolders()].join(delimiter);
const home = mkdtempSync(join(tmpdir(), "treestamp-bench-service-"));
/** The sources of a build by its number, as a forge has them. */
const sources = new Map<string, Buffer>();
const [registry, receiver, forge] = await Promise.all([
  startRegistry(),
  startReceiver(),
  startServer((request, response) => void response.end(sources.get(request.url!))),
]);
const words = ["--engine", "buildah", "--cache-folder", join(home, "cache")];
const service = await startService({ state: join(home, "state"), words });

async function create(number: number, script: string): Promise<void> {
  sources.set(`/${number}`, sourcesThatRun(script, { number: String(number) }));
  const body = {
    ...{ app: "web", space: "bench", app_uuid: appUuid, build_number: number, callback: receiver.url },
    build_uuid: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    sources: `http://${forge.host}/${number}`,
    ...{ gm_registry_host: registry.host, gm_registry_repo: "team" },
  };
  const headers = { "content-type": "application/json" };
  const answer = await fetch(service.url, { method: "POST", body: JSON.stringify(body), headers });
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
}

const memory = () =>
  Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${service.child.pid}/status`, "utf8"))![1]) / 1024;
const seconds = (start: number) => ((performance.now() - start) / 1000).toFixed(2);

async function building(): Promise<number> {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  return Number(/treestamp_builds\{state="building"\} (\d+)/.exec(text)![1]);
}

/** All of them at once, watched. */
async function round(first: number, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => first + index);
  let most = 0;
  const watch = setInterval(async () => {
    most = Math.max(most, await building());
  }, 50);
  const start = performance.now();
  await Promise.all(numbers.map((number) => create(number, 'RUN ["sh", "-c", "echo built"]')));
  const accepted = seconds(start);
  for (const number of numbers) await receiver.until(number, "succeeded");
  clearInterval(watch);
  receiver.heard.length = 0;
  say(
    `${count} requests at once: answered within ${accepted} s, built within ${seconds(start)} s, at most ${most} at a time; ${memory().toFixed(0)} MB`,
  );
}

try {
  say(`Idle: ${memory().toFixed(0)} MB`);
  for (let done = 0; done < builds; done += 50) await round(done + 1, Math.min(50, builds - done));

  const number = builds + 1;
  const path = `${service.url}/web-${appUuid}/${number}`;
  const script = 'RUN ["sh", "-c", "for i in 1 2 3 4 5 6 7 8 9 10; do cat /proc/uptime; sleep 0.2; done; sleep 1000"]';
  await create(number, script);
  const delays: number[] = [];
  const stream = await fetch(`${path}/logs?follow=true`);
  for await (const part of stream.body!.pipeThrough(new TextDecoderStream())) {
    for (const [, at] of part.matchAll(/^(\d+\.\d\d) [\d.]+$/gm)) delays.push(1000 * (uptime() - Number(at)));
    if (delays.length >= 10) break;
  }
  say(`A line of a log takes ${Math.max(...delays).toFixed(0)} ms at most, from the command to a client.`);
  await sleep(300);
  const start = performance.now();
  await fetch(path, { method: "DELETE" });
  say(`To stop a build takes ${seconds(start)} s.`);
} finally {
  await service.stop();
  await Promise.all([registry.stop(), receiver.stop(), forge.stop()]);
  rmSync(home, { recursive: true, force: true });
}
