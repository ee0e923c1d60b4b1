/** A real server of S3 (versitygw) on a loopback port, its buckets in a folder of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.ts";

export interface RunningS3 {
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** The folder with a folder for each bucket. */
  readonly storage: string;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

const [accessKey, secretKey] = ["the-access-key-of-tests", "the-secret-key-of-tests"];

/** Starts the `versitygw` program found on PATH with one bucket, and waits until it answers. */
export async function startS3(): Promise<RunningS3> {
  const folder = await mkdtemp(join(tmpdir(), "treestamp-s3-"));
  const storage = join(folder, "buckets");
  const bucket = "sources";
  await mkdir(join(storage, bucket), { recursive: true });
  const port = await freePort();
  const child = spawn("versitygw", ["--port", `127.0.0.1:${port}`, "--quiet", "--health", "/alive", "posix", storage], {
    env: { PATH: process.env.PATH, ROOT_ACCESS_KEY: accessKey, ROOT_SECRET_KEY: secretKey, HOME: folder },
    cwd: folder,
    stdio: "ignore",
  });
  const ended = once(child, "close");
  const stop = async () => {
    child.kill("SIGKILL");
    await ended.catch(() => {});
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const endpoint = `http://127.0.0.1:${port}`;
    await Promise.race([answers(`${endpoint}/alive`), tooEarly(ended)]);
    return { endpoint, bucket, accessKey, secretKey, storage, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++, await sleep(50)) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new Error("versitygw does not answer.");
}

async function tooEarly(ended: Promise<unknown>): Promise<never> {
  await ended.catch((cause) => {
    throw new Error("The program `versitygw` is not on PATH.", { cause });
  });
  throw new Error("versitygw ended before it answered.");
}
