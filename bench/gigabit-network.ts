/**
 * A registry at the other end of a line of 1 Gbit/s: in a network namespace of its own, joined to ours by a pair of
 * virtual interfaces, what it sends shaped by a token bucket. Source: tc-tbf(8), ip-netns(8), veth(4).
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { run, runAtTheEnd } from "./programs.ts";
import type { World } from "./world.ts";

/** A part of the addresses that are set aside for benchmarks. Source: RFC 2544. */
export const shapedNetwork = "198.18.0.0/24";
const [near, far] = ["198.18.0.1", "198.18.0.2"];
const port = 5000;

/** Bits a second. */
export const lineRate = 1e9;

/** Starts a registry on the files in `storage`. @returns its host, as references have it */
export async function startShapedRegistry(world: World, storage: string): Promise<string> {
  const { inside } = await shapedLine(world);
  await startRegistryIn(world, inside, storage);
  return `${far}:${port}`;
}

/** The other end of the line. */
export interface FarEnd {
  /** What a command line begins with that runs there. */
  readonly inside: readonly string[];
  readonly address: string;
}

const lines = new WeakMap<World, Promise<FarEnd>>();

/** The line, made when it is asked for first. */
export function shapedLine(world: World): Promise<FarEnd> {
  const line = lines.get(world) ?? makeLine(world);
  lines.set(world, line);
  return line;
}

async function makeLine(world: World): Promise<FarEnd> {
  const name = `treestamp-bench-${process.pid}`;
  const inside = ["ip", "netns", "exec", name];
  const [ownEnd, farEnd] = [`tsb${process.pid}`, "tsb"];
  await run(["ip", "netns", "add", name]);
  world.defer(() => runAtTheEnd(["ip", "netns", "del", name])); // its end of the pair goes with it, and ours with that
  await run(["ip", "link", "add", ownEnd, "type", "veth", "peer", "name", farEnd, "netns", name]);
  await run(["ip", "address", "add", `${near}/24`, "dev", ownEnd]);
  await run(["ip", "link", "set", ownEnd, "up"]);
  await run([...inside, "ip", "address", "add", `${far}/24`, "dev", farEnd]);
  await run([...inside, "ip", "link", "set", farEnd, "up"]);
  // A bucket of 2 ms of the line: small enough to be no gift, and larger than what the kernel sends in one piece.
  const bucket = ["tbf", "rate", `${lineRate}bit`, "burst", "256kb", "latency", "50ms"];
  await run([...inside, "tc", "qdisc", "add", "dev", farEnd, "root", ...bucket]);
  return { inside, address: far };
}

async function startRegistryIn(world: World, inside: readonly string[], storage: string): Promise<void> {
  const file = join(world.work, "shaped-registry.yml");
  const configuration = {
    version: "0.1",
    log: { level: "error", accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: storage } },
    http: { addr: `${far}:${port}`, secret: "a secret of the bench alone" },
  };
  await writeFile(file, JSON.stringify(configuration)); // JSON is YAML, too
  const child = spawn(inside[0]!, [...inside.slice(1), "registry", "serve", file], {
    env: { ...process.env, OTEL_TRACES_EXPORTER: "none" },
    stdio: "ignore",
  });
  const ended = once(child, "close");
  world.defer(async () => {
    child.kill("SIGKILL");
    await ended.catch(() => {});
  });
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`The registry at ${far} ended with ${child.exitCode}.`);
    const answer = await fetch(`http://${far}:${port}/v2/`).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`The registry at ${far} does not answer.`);
}
