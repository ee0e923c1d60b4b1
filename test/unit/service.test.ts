/** The build service over workers that only wait: who is built when, what a restart finds, and what is kept in memory. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { silentLog } from "../../core/log/log.ts";
import { bareImage } from "../../core/service/bare-image.ts";
import { openBuildLog } from "../../core/service/build-log.ts";
import { openBuilds } from "../../core/service/builds.ts";
import { withArguments } from "../../core/service/declare.ts";
import { folderBucket } from "../../core/service/folder-bucket.ts";
import { serviceApp } from "../../core/service/http.ts";
import { secretsOf } from "../../core/service/order.ts";
import type { Job, Workers } from "../../core/service/port.ts";
import { queueOf } from "../../core/service/queue.ts";
import { type BuildRecord, recordsIn } from "../../core/service/records.ts";
import { settingsOf } from "../../core/service/settings.ts";

const appUuid = "56bce159-87a7-437f-bed3-2da4e44d9cf3";
const uuidOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const requestOf = (number: number) => ({
  ...{ app: "web", space: "test", app_uuid: appUuid, build_uuid: uuidOf(number), build_number: number },
  ...{ sources: "https://forge.example/a.tar.gz", gm_registry_host: "registry.example", gm_registry_repo: "team" },
  ...{ callback: "https://platform.example/hook", gm_registry_auth: { username: "ann", password: "hunter2" } },
});

/** Workers that end a build when they are told to, or when it is stopped. */
function waitingWorkers() {
  const started: { readonly job: Job; end(exitCode: number | undefined): void }[] = [];
  const cleared: string[] = [];
  let running = 0;
  let most = 0;
  const workers: Workers = {
    description: "workers that wait",
    archives: "inline",
    async start(job) {
      most = Math.max(most, ++running);
      const ended = Promise.withResolvers<{ exitCode: number | undefined }>();
      ended.promise.then(() => running--);
      started.push({ job, end: (exitCode) => ended.resolve({ exitCode }) });
      return { handle: `handle of ${job.name}`, ended: ended.promise, stop: () => ended.resolve({ exitCode: 143 }) };
    },
    clear: async (name) => void cleared.push(name),
  };
  return { workers, started, cleared, most: () => most };
}

let state: string;
let told: string[];
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "treestamp-service-"));
  told = [];
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

function open(workers: Workers, words: Readonly<Record<string, string>> = {}) {
  const written = new Map(Object.entries({ state, ...words }).map(([name, value]) => [name, [value]]));
  const settings = settingsOf(written, {});
  const records = recordsIn(join(state, "builds"));
  const bucket = folderBucket(join(state, "kept"));
  const builds = openBuilds({
    ...{ settings, records, bucket, workers, log: silentLog, echo: () => {} },
    callbacks: { send: async ({ id, status }) => told.push(`${id} ${status}`) > 0 },
    fetchSources: async (_uri, file) => writeFileSync(file, "sources"),
    openSink: async () => ({ write: () => {}, end: async () => 0 }),
  });
  const app = serviceApp({ builds, records, bucket, token: undefined, log: silentLog });
  const post = (number: number) =>
    app.request("/", {
      method: "POST",
      body: JSON.stringify(requestOf(number)),
      headers: { "content-type": "application/json" },
    });
  return { builds, app, post, records };
}

/** Gives everything that is ready its turn, until it is true. */
async function until(check: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !check(); await new Promise(setImmediate)) {
    if (Date.now() > end) throw new Error(`It does not come true: ${check}`);
  }
}
const recordOf = (number: number): BuildRecord =>
  JSON.parse(readFileSync(join(state, "builds", `web-${appUuid}`, String(number), "record.json"), "utf8"));

describe("of fifty requests at once", () => {
  test("four are built at a time, and all are answered at once", async () => {
    const { workers, started, most } = waitingWorkers();
    const { post, builds } = open(workers);
    const numbers = Array.from({ length: 50 }, (_, index) => index + 1);
    const answers = await Promise.all(numbers.map(post));
    expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 200));
    await until(() => started.length === 4);
    expect(builds.counts).toMatchObject({ building: 4, queued: 46 });
    for (let ended = 0; ended < 50; ended++) {
      await until(() => started.length > ended);
      started[ended]!.end(0);
    }
    await until(() => builds.counts.succeeded === 50);
    expect(most()).toBe(4);
    expect(new Set(started.map(({ job }) => job.name)).size).toBe(50);
    await builds.close();
  });

  test("the same build twice is a conflict", async () => {
    const { workers, started } = waitingWorkers();
    const { post, builds } = open(workers);
    const statuses = (await Promise.all([post(1), post(1)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409]);
    await until(() => started.length === 1);
    await builds.close();
  });
});

test("a build that nobody knows the end of has failed", async () => {
  const { workers, started } = waitingWorkers();
  const { post, builds } = open(workers);
  await post(1);
  await until(() => started.length === 1);
  started[0]!.end(undefined);
  await until(() => builds.counts.failed === 1);
  expect(recordOf(1)).toMatchObject({ state: "failed", reason: "The build failed: exit code unknown." });
  await builds.close();
});

describe("of an ended build", () => {
  test("no secret stays, and the number is free for another", async () => {
    const { workers, started } = waitingWorkers();
    const { post, builds } = open(workers);
    for (let round = 0; round < 2; round++) {
      await post(1);
      await until(() => started.length === round + 1);
      expect(JSON.stringify(recordOf(1))).toContain("hunter2");
      started[round]!.end(0);
      await until(() => builds.counts.succeeded === round + 1 && builds.counts.calling === 0);
      const record = recordOf(1);
      expect(JSON.stringify(record)).not.toContain("hunter2");
      expect(record).not.toHaveProperty("callback");
      await until(() => String(readdirSync(join(state, "builds", `web-${appUuid}`, "1"))) === "record.json"); // the log is kept
    }
    expect(told).toEqual(Array(2).fill(["1 pending", "1 pending", "1 succeeded"]).flat());
    await builds.close();
  });
});

describe("a service that starts on what another has left", () => {
  async function left(number: number): Promise<void> {
    const first = waitingWorkers();
    const { post, builds } = open(first.workers);
    await post(number);
    await until(() => first.started.length === 1);
    await until(() => recordOf(number).handle !== undefined);
    await builds.close();
  }

  test("ends its workers, builds again, and tells the end once", async () => {
    await left(1);
    const { workers, started, cleared } = waitingWorkers();
    const { builds } = open(workers);
    await builds.resume();
    expect(cleared).toEqual([`web-${appUuid}-1`]);
    await until(() => started.length === 1);
    started[0]!.end(0);
    await until(() => builds.counts.succeeded === 1 && builds.counts.calling === 0);
    expect(told.filter((call) => call === "1 succeeded")).toHaveLength(1);
    await builds.close();
  });

  test("does not build what was to be stopped", async () => {
    await left(1);
    const file = join(state, "builds", `web-${appUuid}`, "1", "record.json");
    writeFileSync(file, JSON.stringify({ ...recordOf(1), isStopped: true }));
    const { workers, started } = waitingWorkers();
    const { builds } = open(workers);
    await builds.resume();
    expect(builds.counts.canceled).toBe(1);
    expect(started).toEqual([]);
    await builds.close();
  });

  test("tells what nobody had taken", async () => {
    await left(1);
    const file = join(state, "builds", `web-${appUuid}`, "1", "record.json");
    const calls = [{ status: "failed", building: false }];
    writeFileSync(file, JSON.stringify({ ...recordOf(1), state: "failed", request: undefined, calls }));
    told.length = 0;
    const { builds } = open(waitingWorkers().workers);
    await builds.resume();
    await until(() => builds.counts.calling === 0);
    expect(told).toEqual(["1 failed"]);
    expect(recordOf(1).calls).toEqual([]);
  });
});

describe("a disk that fails", () => {
  test("leaves no worker running, and the end is told once it can be written", async () => {
    const { workers, started } = waitingWorkers();
    const { post, builds } = open(workers);
    await post(1);
    await until(() => started.length === 1 && recordOf(1).handle !== undefined);
    const blocked = join(state, "builds", `web-${appUuid}`, "1", "record.json.new");
    mkdirSync(blocked); // no record can be written there
    const stopped = builds.stop(`web-${appUuid}`, 1);
    await until(() => builds.counts.building === 0);
    expect(told).not.toContain("1 canceled");
    rmSync(blocked, { recursive: true });
    expect(await stopped).toBe(true);
    await until(() => told.includes("1 canceled"));
    expect(recordOf(1).state).toBe("canceled");
    await builds.close();
  });

  test("and a record that is none stop no start", async () => {
    const app = join(state, "builds", `web-${appUuid}`);
    for (const [number, content] of ["", "null", '{"state":"queued"'].entries()) {
      mkdirSync(join(app, String(number)), { recursive: true });
      writeFileSync(join(app, String(number), "record.json"), content);
    }
    writeFileSync(join(app, "7"), "a file in a folder's place");
    const { builds, app: http } = open(waitingWorkers().workers);
    await builds.resume();
    expect(await (await http.request("/builds")).json()).toEqual([]);
    expect(readdirSync(join(app, "0"))).toEqual(["record.json.damaged"]);
    await builds.close();
  });

  test("costs a log lines, and nobody else", () => {
    const log = openBuildLog("/dev/full");
    log.write("lost\n");
    log.end();
  });
});

describe("an app that is forgotten", () => {
  test("is told to have ended, and then nothing is left of it", async () => {
    const { workers, started } = waitingWorkers();
    const { post, builds, app } = open(workers);
    await post(1);
    await until(() => started.length === 1);
    expect((await app.request(`/web-${appUuid}`, { method: "DELETE" })).status).toBe(200);
    await until(() => told.includes("1 canceled") && builds.counts.calling === 0);
    expect(await (await app.request("/builds")).json()).toEqual([]);
    expect((await app.request(`/web-${appUuid}`, { method: "DELETE" })).status).toBe(404);
    await builds.close();
  });
});

describe("a request that leads elsewhere", () => {
  test.each([
    [{ gm_registry_host: "/tmp/x" }, "gm_registry_host is not the host of a registry"],
    [{ gm_registry_host: "oci:/tmp/x" }, "gm_registry_host is not the host of a registry"],
    [{ gm_registry_host: ".." }, "gm_registry_host is not the host of a registry"],
    [{ gm_registry_repo: "team,other/web" }, "gm_registry_repo is not a repository"],
    [{ gm_registry_repo: "../team" }, "gm_registry_repo is not a repository"],
    [{ sources: "docker://oci:/tmp/layout:latest" }, "sources is not an http, https, docker or data address"],
    [{ callback_auth: "a\nb" }, "callback_auth has characters that no header can carry"],
    [{ build_number: 1_764_233_000_000_000 }, "build_number is too large"],
  ])("%o is refused", async (change, words) => {
    const { app } = open(waitingWorkers().workers);
    const body = JSON.stringify({ ...requestOf(1), ...change });
    const answer = await app.request("/", { method: "POST", body, headers: { "content-type": "application/json" } });
    expect(await answer.json()).toEqual({ status: `Bad Request - ${words}.` });
  });
});

test("what is empty is not said, and an argument's name loses what it cannot have", async () => {
  const { workers, started } = waitingWorkers();
  const { app, builds } = open(workers);
  const empty = { gm_registry_auth: {}, callback: "", docker_login: null, build_args: { "@#$FOO": "1" } };
  const body = JSON.stringify({ ...requestOf(1), ...empty });
  const answer = await app.request("/", { method: "POST", body, headers: { "content-type": "application/json" } });
  expect(answer.status).toBe(200);
  await until(() => started.length === 1);
  expect(started[0]!.job.order).toMatchObject({ buildArgs: { FOO: "1" }, logins: {} });
  await builds.close();
});

test.each([
  ["ann:pw/slash@registry.example/team/app:1", "registry.example", { username: "ann", password: "pw/slash" }],
  ["ann:p%40w@registry.example/team/app@sha256:ab", "registry.example", { username: "ann", password: "p@w" }],
  ["us:er:pw@registry.example/app:1", "registry.example", { username: "us", password: "er:pw" }],
  ["registry.example/app@sha256:ab", "registry.example", undefined],
  ["registry.example:5000/app:1", "registry.example:5000", undefined],
])("%s is at its host, with its login", (written, host, login) => {
  const bare = bareImage(written);
  expect(bare).toMatchObject({ host, ...(login && { login }) });
  expect(bare.reference.startsWith(host)).toBe(true);
});

test("records are for the service's user alone", async () => {
  const { workers, started } = waitingWorkers();
  const { post, builds } = open(workers);
  await post(1);
  await until(() => started.length === 1);
  const folder = join(state, "builds", `web-${appUuid}`, "1");
  expect([folder, join(folder, "record.json")].map((path) => statSync(path).mode & 0o077)).toEqual([0, 0]);
  await builds.close();
});

describe("a queue", () => {
  test("gives no turn to who has left, and the next one takes it", async () => {
    const queue = queueOf(1);
    const giveBack = await queue.turn(new AbortController().signal);
    const leaving = new AbortController();
    const left = queue.turn(leaving.signal);
    const next = queue.turn(new AbortController().signal);
    leaving.abort("gone");
    await expect(left).rejects.toBe("gone");
    giveBack();
    giveBack(); // again does nothing
    (await next)();
    expect(queue.lengths).toEqual({ running: 0, waiting: 0 });
  });
});

describe("a log", () => {
  test("is read from its beginning, and followed to its end", async () => {
    const log = openBuildLog(join(state, "log"));
    log.write("one\n");
    const whole = await log.read({ follow: true });
    expect(Buffer.from((await whole.next()).value!).toString()).toBe("one\n");
    const next = whole.next();
    log.write("two\n");
    expect(Buffer.from((await next).value!).toString()).toBe("two\n");
    log.end();
    expect((await whole.next()).done).toBe(true);
  });

  test("ends for a reader who has gone", async () => {
    const log = openBuildLog(join(state, "log"));
    const gone = new AbortController();
    const next = (await log.read({ follow: true, signal: gone.signal })).next();
    gone.abort();
    expect((await next).done).toBe(true);
    log.end();
  });
});

describe("settings", () => {
  const settings = (flags: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}) =>
    settingsOf(new Map(Object.entries(flags).map(([name, value]) => [name, [value]])), env);

  test("are variables that operators know, and a flag wins", () => {
    const env = {
      ...{ PORT: "80", MAXIMUM_PARALLEL_BUILDS: "7", TIMEOUT_IN_MS: "1000", NO_CACHE: "true", KAFKA_TOPIC: "logs" },
      ...{ EXTRA_BUILD_ARGS: '{"A":1}', EXTRA_DOCKER_REGISTRY_CONFIG: '{"h":{"username":"u","password":"p"}}' },
      ...{ S3_BUCKET: "b", S3_ACCESS_KEY: "i", S3_SECRET_KEY: "s", S3_LOCATION: "eu", SHOW_BUILD_LOGS: "true" },
      DOCKER_BUILD_SETTINGS: '{"host":"big","port":"2376","ca":"1","cert":"2","key":"3"}',
    };
    expect(settings({ port: "81" }, env)).toMatchObject({
      ...{ port: 81, parallel: 7, timeout: 1000, noCache: true, kafkaTopic: "logs", showLogs: true },
      ...{ buildArgs: { A: "1" }, logins: { h: { username: "u", password: "p" } } },
      s3: { bucket: "b", accessKey: "i", secretKey: "s", region: "eu" },
      daemon: { host: "tcp://big:2376", tls: { ca: "1", cert: "2", key: "3" } },
    });
  });

  test.each([
    ["another address than loopback without a token", { listen: "0.0.0.0" }, {}, "no loopback address"],
    [
      "a secret on the command line",
      { "s3-secret-key": "s", "s3-bucket": "b", "s3-access-key": "i" },
      {},
      "does not belong",
    ],
    ["no number", {}, { MAXIMUM_PARALLEL_BUILDS: "many" }, '"many" is not a number'],
    ["no JSON, which no message repeats", {}, { EXTRA_DOCKER_REGISTRY_CONFIG: "{hunter2" }, "it is not a JSON object"],
    [
      "a cluster without an address for sources",
      {},
      { USE_KUBERNETES: "true", DOCKER_BUILD_IMAGE: "i" },
      "`service-url`",
    ],
    ["TLS in part", {}, { DOCKER_BUILD_SETTINGS: '{"host":"big","ca":"1"}' }, "TLS needs"],
  ])("refuse %s", (_what, flags, env, words) => {
    const refusal = () => settings(flags as Record<string, string>, env as NodeJS.ProcessEnv);
    expect(refusal).toThrow(
      expect.objectContaining({ code: "input-invalid", message: expect.stringContaining(words) }),
    );
    expect(refusal).not.toThrow(/hunter2/);
  });
});

test("arguments are declared behind every FROM, and nowhere else", () => {
  const text =
    "# syntax=docker/dockerfile:1\nARG V=1\nFROM a:$V \\\n  AS one\nRUN <<EOF\nFROM nothing\nEOF\nfrom one\nCOPY . /\n";
  expect(withArguments(text, { A: "1", B: "2" })).toBe(
    text.replace("  AS one\n", "  AS one\nARG A\nARG B\n").replace("from one\n", "from one\nARG A\nARG B\n"),
  );
});

test("an argument that an engine's program would read has its value in the Dockerfile, and not on a command line", () => {
  const text = "FROM scratch\n";
  expect(withArguments(text, { AWS_SECRET: `it's "$x" \\` })).toBe(
    `${text.trim()}\nARG AWS_SECRET='it'"'"'s "$x" \\'\n`,
  );
  expect(() => withArguments(text, { HTTP_PROXY: "a\nb" })).toThrow(/several lines/);
});

test("what is in every log is no secret", () => {
  const buildArgs = { A: "true", B: "1.2.3", C: "no", D: "a secret value" };
  expect(secretsOf({ logins: { h: { username: "u", password: "pw" } }, buildArgs })).toEqual(["pw", "a secret value"]);
});
