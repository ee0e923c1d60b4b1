/** The build service as its clients know it: a real HTTP client, a real engine, a real registry. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { signatureOf } from "../../core/service/callbacks.ts";
import { testFolder } from "../fixtures/git.ts";
import { tar } from "../fixtures/tar.ts";
import {
  type Receiver,
  type RunningService,
  runs,
  sourcesThatRun,
  startReceiver,
  startService,
} from "../services/build-service.ts";
import { type RunningServer, refuse, startServer } from "../services/http.ts";
import { commandLines, processesMarked } from "../services/processes.ts";
import { tagsOfRegistry } from "../services/published.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const token = "token-of-the-tests";
const signing = "what signs callbacks";
const appUuid = "56bce159-87a7-437f-bed3-2da4e44d9cf3";
const plain = sourcesThatRun(`ARG GREETING=nothing\n${runs("echo built with $GREETING")}`);
const archive = gzipSync(plain);

let home: ReturnType<typeof testFolder>;
let registry: RunningRegistry;
let receiver: Receiver;
let forge: RunningServer;
let service: RunningService;

beforeAll(async () => {
  home = testFolder();
  for (const [name, secret] of Object.entries({ token, signing })) writeFileSync(join(home.path, name), `${secret}\n`);
  [registry, receiver] = await Promise.all([startRegistry(), startReceiver()]);
  forge = await startServer((request, response) => {
    if (request.url === "/app.tar.gz") return void response.end(archive);
    if (request.url === "/page") return void response.writeHead(200).end("<!doctype html>Not here.");
    if (request.url === "/slow") return void response.writeHead(200).write(archive.subarray(0, 100));
    response.writeHead(404, { "content-type": "text/html" }).end("<html>Not Found</html>");
  });
  service = await start();
  document = (await (await fetch(`${service.url}/openapi.json`, { headers: bearer })).json()) as typeof document;
});
afterAll(async () => {
  await service?.stop();
  await Promise.all([registry?.stop(), receiver?.stop(), forge?.stop()]);
  home?.[Symbol.dispose]();
});
afterEach(() => {
  receiver.heard.length = 0;
  receiver.status = 200;
});

function start(words: readonly string[] = [], state = "state") {
  mkdirSync(join(home.path, "tmp"), { recursive: true });
  const files = ["--token-file", join(home.path, "token"), "--callback-secret-file", join(home.path, "signing")];
  const cache = ["--engine", "buildah", "--cache-folder", join(home.path, "cache")];
  return startService({
    state: join(home.path, state),
    words: [...files, ...cache, ...words],
    env: { TMPDIR: join(home.path, "tmp"), MAXIMUM_PARALLEL_BUILDS: "2" },
  });
}

const bearer = { authorization: `Bearer ${token}` };
/** Asks the service, and holds the answer to the document that the service gives of itself. */
async function call(path: string, options: RequestInit = {}): Promise<Response> {
  const answer = await fetch(`${service.url}${path}`, { ...options, headers: { ...bearer, ...options.headers } });
  const method = (options.method ?? "GET").toLowerCase();
  const pathname = path.split("?")[0]!;
  const isFixed = document.paths[pathname] !== undefined;
  const template = isFixed ? pathname : templateOf(pathname);
  const documented = document.paths[template]?.[method]?.responses[answer.status];
  if (documented === undefined && answer.status !== 404) throw new Error(`${method} ${path}: ${answer.status}`);
  const types = Object.keys(documented?.content ?? {});
  const type = answer.headers.get("content-type")?.split(";")[0];
  if (types.length > 0 && options.method !== "HEAD") expect([...types, "text/event-stream"]).toContain(type);
  return answer;
}

type Operation = { readonly responses: Readonly<Record<number, { readonly content?: object }>> };
let document: { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

/** `/web-UUID/1/logs` is `/{app_id}/{build_number}/logs`. */
function templateOf(path: string): string {
  const [, , number, logs] = path.split("/");
  if (number === undefined) return "/{id}";
  return `/{app_id}/{build_number}${logs === undefined ? "" : "/logs"}`;
}
const statusOf = async (answer: Response) => [answer.status, await answer.json()];

let numbers = 0;
/** A request as clients send it. */
function build(sources: string, more: object = {}) {
  const number = ++numbers;
  const uuid = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
  const body = {
    ...{ sources, app: "web", space: "test", app_uuid: appUuid, build_uuid: uuid, build_number: number },
    ...{
      gm_registry_host: registry.host,
      gm_registry_repo: "team",
      callback: receiver.url,
      callback_auth: "Basic abc",
    },
    ...more,
  };
  const id = `${body.app}-${appUuid}`;
  return { number, uuid, path: `/${id}/${number}`, image: `team/${id}`, body };
}
const tagsOf = (image: string) => tagsOfRegistry(registry.storage, image).map(({ tag }) => tag);
const callsOf = (number: number) =>
  receiver.heard.filter(({ id }) => id === number).map(({ status, building }) => [status, building]);
const create = (body: object) =>
  call("/", { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
const data = (bytes: Buffer) => `data:application/x-tar;base64,${bytes.toString("base64")}`;
const logOf = async (path: string) => (await call(`${path}/logs`)).text();
/** Looks until it is true: what it waits for comes from other processes. */
async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await check()); await sleep(20)) {
    if (Date.now() > end) throw new Error(`It does not come true: ${check}\n${service.log()}`);
  }
}
const stateOf = async (number: number) => {
  const all = (await (await call("/builds")).json()) as { build_number: number; state: string }[];
  return all.find((one) => one.build_number === number)?.state;
};

describe("a build", () => {
  test("of an archive is pushed, told, and its sources and log are kept", async () => {
    const { number, uuid, path, image, body } = build(`http://${forge.host}/app.tar.gz`, {
      build_args: { GREETING: 'a "quoted"\nline, größe' },
    });
    expect(await statusOf(await create(body))).toEqual([200, { status: "ok" }]);
    const kept = await call(`/${uuid}`);
    expect(Buffer.from(await kept.arrayBuffer()).equals(archive)).toBe(true);
    expect((await call(`/${uuid}`, { method: "HEAD" })).status).toBe(200);
    const told = await receiver.until(number, "succeeded");
    expect(callsOf(number)).toEqual([
      ["pending", false],
      ["pending", true],
      ["succeeded", false],
    ]);
    expect(told).toMatchObject({ id: number, type: "buildshuttle", headers: { authorization: "Basic abc" } });
    expect(told.headers["x-hub-signature-256"]).toBe(signatureOf(told.body, signing));
    expect(tagsOf(image)).toEqual(expect.arrayContaining([`1.${number}`, "latest"]));
    const log = await logOf(path);
    expect(log).toContain("built with ***");
    expect(log).not.toContain("quoted");
  });

  test("of a data: address, as clients write it", async () => {
    const { number, body } = build(`data:base64,${plain.toString("base64")}`);
    await create(body);
    await receiver.until(number, "succeeded");
  });

  test("of an image copies it: no Dockerfile is asked for", async () => {
    const first = build(data(plain));
    await create(first.body);
    await receiver.until(first.number, "succeeded");
    const { number, image, uuid, body } = build(`docker://${registry.host}/${first.image}:1.${first.number}`, {
      app: "copy",
    });
    await create(body);
    await receiver.until(number, "succeeded");
    expect(tagsOf(image)).toContain(`1.${number}`);
    expect((await call(`/${uuid}`)).status).toBe(404);
  });

  test("that fails says why, and nothing is pushed", async () => {
    const { number, path, image, body } = build(data(sourcesThatRun(runs("echo no luck; exit 3"))));
    await create(body);
    await receiver.until(number, "failed");
    expect(await logOf(path)).toContain("no luck");
    expect(tagsOf(image)).not.toContain(`1.${number}`);
  });

  test.each([
    ["a page in place of an archive", () => `http://${forge.host}/page`, "is a page"],
    ["an address that says 404", () => `http://${forge.host}/gone.tar.gz`, "404"],
    ["bytes that are no archive", () => "data:base64,aasdfasdfasdfdsa", "no archive"],
    ["an image that is not there", () => `docker://${registry.host}/team/nothing:latest`, "nothing"],
  ])("of %s has failed, as its clients know it", async (_what, sources, words) => {
    const { number, path, body } = build(sources());
    expect(await statusOf(await create(body))).toEqual([200, { status: "ok" }]);
    await receiver.until(number, "failed");
    expect(await logOf(path)).toContain(words);
  });
});

describe("sources of a stranger", () => {
  test("show no file of the service's machine", async () => {
    const linked = tar([{ name: "Dockerfile", type: "2", link: join(home.path, "token") }]);
    const { number, path, body } = build(data(linked));
    await create(body);
    await receiver.until(number, "failed");
    const log = await logOf(path);
    expect(log).toContain("Dockerfile is a link that leads out of the sources.");
    expect(log).not.toContain(token);
  });

  test("do not say where the service's logins push an environment", async () => {
    const files = {
      "treestamp.yml": `image: ${registry.host}/team/elsewhere\ncontext: environment\n`,
      "environment/Dockerfile": "FROM scratch\nCOPY made /\n",
      "environment/made": "in the environment\n",
    };
    const dockerfile = { name: "Dockerfile", data: "FROM build-image\n" };
    const entries = Object.entries(files).map(([name, data]) => ({ name, data }));
    const { number, image, body } = build(data(tar([dockerfile, ...entries])));
    await create(body);
    await receiver.until(number, "succeeded");
    expect(tagsOf(image)).toContain(`1.${number}`);
    expect(tagsOf("team/elsewhere")).toEqual([]);
  });
});

describe("a log", () => {
  test("is there while it grows, line by line, and as events", async () => {
    const script = runs("echo line one; sleep 1; echo line two");
    const { number, path, body } = build(data(sourcesThatRun(script)));
    await create(body);
    const events = await call(`${path}/logs`, { headers: { accept: "text/event-stream" } });
    expect(events.headers.get("content-type")).toContain("text/event-stream");
    const seen: [number, string][] = [];
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) seen.push([Date.now(), part.value]);
    const at = (text: string) => seen.find(([, part]) => part.includes(text))![0];
    expect(at("data: line two") - at("data: line one")).toBeGreaterThan(700);
    expect(seen.at(-1)![1]).toContain("event: end");
    await receiver.until(number, "succeeded");
    expect(await logOf(path)).toMatch(/line one[\s\S]*line two/);
  });
});

describe("to stop", () => {
  /** As no other test of this machine sleeps. Seconds. */
  const forever = 100_000 + process.pid;
  const waits = (mark: string) => data(sourcesThatRun(runs(`echo ${mark}; sleep ${forever}`)));

  test("a build ends it, within seconds, before it is answered, and nothing is pushed", async () => {
    const { number, path, image, body } = build(waits("at it"));
    await create(body);
    await until(async () => (await logOf(path)).includes("at it\n"));
    const start = performance.now();
    expect(await statusOf(await call(path, { method: "DELETE" }))).toEqual([200, { status: "ok" }]);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(commandLines().filter((line) => line.includes(`sleep\0${forever}`))).toEqual([]);
    expect(processesMarked(home.path).filter(({ line }) => line.includes("service-build"))).toEqual([]);
    await receiver.until(number, "canceled");
    expect(tagsOf(image)).not.toContain(`1.${number}`);
    expect(readdirSync(join(home.path, "tmp"))).toEqual([]);
  });

  test("one that waits for its turn, or for its sources, ends it as well", async () => {
    const running = [build(waits("one")), build(waits("two"))];
    for (const { body } of running) await create(body);
    const queued = build(data(plain));
    await create(queued.body);
    const fetching = build(`http://${forge.host}/slow`);
    const answered = create(fetching.body);
    await until(async () => (await stateOf(fetching.number)) === "fetching");
    expect(await stateOf(queued.number)).toBe("queued");
    for (const { path } of [queued, fetching, ...running]) {
      expect((await call(path, { method: "DELETE" })).status).toBe(200);
    }
    expect((await answered).status).toBe(200);
    for (const { number } of [queued, fetching, ...running]) await receiver.until(number, "canceled");
    expect(receiver.heard.filter(({ id, building }) => id === queued.number && building)).toEqual([]);
  });

  test("one that pushes ends it as well: the registry's tags stay as they are", async () => {
    const asked: string[] = [];
    const hanging = await startServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      if (request.method !== "POST") refuse(response, 404, "MANIFEST_UNKNOWN", "none"); // an upload that begins has no answer
    });
    try {
      const { number, path, body } = build(data(plain), { gm_registry_host: hanging.host });
      await create(body);
      await until(() => asked.some((line) => line.startsWith("POST")));
      const start = performance.now();
      expect((await call(path, { method: "DELETE" })).status).toBe(200);
      expect(performance.now() - start).toBeLessThan(5000);
      await receiver.until(number, "canceled");
      expect(asked.filter((line) => line.startsWith("PUT"))).toEqual([]);
      expect(readdirSync(join(home.path, "tmp"))).toEqual([]); // it has ended by itself
    } finally {
      await hanging.stop();
    }
  });

  test("an app forgets all that is kept of it", async () => {
    const { number, uuid, path, body } = build(data(plain), { app: "gone" });
    await create(body);
    await receiver.until(number, "succeeded");
    expect((await call(`${path}/logs`)).status).toBe(200);
    expect(await statusOf(await call(`/gone-${appUuid}`, { method: "DELETE" }))).toEqual([200, { status: "ok" }]);
    for (const there of [`/${uuid}`, `${path}/logs`]) {
      expect(await statusOf(await call(there))).toEqual([404, { status: "Not Found" }]);
    }
    expect((await call(`/gone-${appUuid}`, { method: "DELETE" })).status).toBe(404);
  });
});

describe("a request", () => {
  test.each([
    ["without a field", { app_uuid: undefined }, "app_uuid is missing"],
    ["with another kind of field", { build_args: "A=1" }, "build_args"],
    ["with a uuid that is none", { build_uuid: "1234" }, "build_uuid is not a uuid"],
    ["with a name that leads elsewhere", { app: "../web" }, "app has other characters"],
    [
      "with sources on the service's own disk",
      { sources: "/etc" },
      "sources is not an http, https, docker or data address",
    ],
    [
      "with an argument's name that is none",
      { build_args: { "9-9": "1" } },
      "build_args has a name that is none of an argument",
    ],
  ])("%s is refused, and names the field", async (_what, change, words) => {
    const answer = await create({ ...build(data(plain)).body, ...change });
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { status: string }).status).toContain(`Bad Request - ${words}`);
  });

  test("that is no JSON, or bears no token, is refused", async () => {
    const headers = { "content-type": "application/json" };
    expect(await statusOf(await call("/", { method: "POST", body: "{", headers }))).toEqual([
      400,
      { status: "Bad Request - the body is not JSON." },
    ]);
    expect((await fetch(`${service.url}/builds`)).status).toBe(401);
    expect((await fetch(`${service.url}/builds`, { headers: { authorization: "Bearer other" } })).status).toBe(401);
  });

  test("for what is not there is answered truthfully", async () => {
    const uuid = "11111111-0000-4000-8000-000000000000";
    expect((await call(`/${uuid}`, { method: "HEAD" })).status).toBe(404);
    for (const path of [`/${uuid}`, `/web-${appUuid}/999/logs`, "/no/such/route"]) {
      expect(await statusOf(await call(path))).toEqual([404, { status: "Not Found" }]);
    }
    expect((await call("/not-a-uuid")).status).toBe(400);
    expect((await call(`/web-${appUuid}/999`, { method: "DELETE" })).status).toBe(404);
  });
});

test("health is told to everybody, figures and the document to those who bear the token", async () => {
  expect(await (await fetch(`${service.url}/octhc`)).text()).toBe("overall_status=good");
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  expect(await (await call("/metrics")).text()).toMatch(/^treestamp_builds_total\{state="succeeded"\} \d+$/m);
  expect(Object.keys(document.paths).sort()).toEqual(
    ["/", "/builds", "/healthz", "/metrics", "/octhc", "/{app_id}/{build_number}"]
      .concat(["/{app_id}/{build_number}/logs", "/{id}"])
      .sort(),
  );
});

test("secrets are in no command line, environment or log, and in no file once the build has ended", async () => {
  const secrets = [
    "the-password-of-the-registry",
    "the-password-for-pulling",
    "the value of an argument",
    "what an AWS client's key is",
  ];
  const [password, docker_password, SECRET, AWS_SECRET_ACCESS_KEY] = secrets;
  const script = `ARG SECRET\n${runs("echo $SECRET $AWS_SECRET_ACCESS_KEY")}`;
  const { number, path, body } = build(data(sourcesThatRun(script)), {
    gm_registry_auth: { username: "ann", password },
    ...{ docker_registry: "registry.example", docker_login: "ann", docker_password },
    build_args: { SECRET, AWS_SECRET_ACCESS_KEY },
  });
  await create(body);
  await until(async () => (await logOf(path)).includes("sleep"));
  // A build's engine and its commands have the argument in their environment, and nobody has it on the command line.
  expect([password!, docker_password!].filter((secret) => processesMarked(secret).length > 0)).toEqual([]);
  expect(commandLines().filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
  await receiver.until(number, "succeeded");
  const words = secrets.flatMap((secret) => ["-e", secret]);
  expect(spawnSync("grep", ["-rlF", ...words, home.path], { encoding: "utf8" }).stdout).toBe("");
  expect(await logOf(path)).toContain("*** ***\n");
});

test("a callback that is refused is sent again, in its order", async () => {
  receiver.status = 503;
  const { number, body } = build(data(plain));
  await create(body);
  await until(async () => (await stateOf(number)) === "succeeded");
  receiver.status = 200;
  await receiver.until(number, "succeeded");
  expect(callsOf(number)).toEqual([
    ["pending", false],
    ["pending", true],
    ["succeeded", false],
  ]);
});

test("a build that takes too long has failed", async () => {
  const hasty = await start(["--timeout-in-ms", "1500"], "hasty");
  const usual = service;
  service = hasty;
  try {
    const { number, path, body } = build(data(sourcesThatRun(runs("sleep 1000"))));
    await create(body);
    await receiver.until(number, "failed");
    expect(await logOf(path)).toContain("Build timed out after 1500 ms.");
  } finally {
    service = usual;
    await hasty.stop();
  }
});

describe("a service that was killed", () => {
  test("goes on where it was: each build ends in one final callback", async () => {
    let own = await start(["--maximum-parallel-builds", "1"], "killed");
    const usual = service;
    service = own;
    try {
      const slow = runs("echo begun; sleep 1");
      const all = [build(data(sourcesThatRun(slow))), build(data(plain)), build(data(sourcesThatRun('RUN ["no"]')))];
      for (const { body } of all) await create(body);
      await until(async () => (await logOf(all[0]!.path)).includes("begun\n"));
      await own.kill();
      own = await start(["--maximum-parallel-builds", "1"], "killed");
      service = own;
      for (const [index, { number }] of all.entries())
        await receiver.until(number, index === 2 ? "failed" : "succeeded");
      const final = receiver.heard.filter(({ status }) => status !== "pending").map(({ id }) => id);
      expect(final.sort()).toEqual(all.map(({ number }) => number).sort());
      expect(await logOf(all[0]!.path)).toContain("The service was started anew");
    } finally {
      service = usual;
      expect(await own.stop()).toBe(0);
    }
  });
});

describe("the workflow's build", () => {
  const workflow = parse(readFileSync(join(import.meta.dirname, "../../.github/workflows/build-service.yml"), "utf8"));
  const step = workflow.jobs.build.steps.find(({ name }: { name?: string }) => name === "Build and push");

  /** Runs the step's script as a runner does, with the committed command line as `treestamp`. */
  function runStep(variables: Readonly<Record<string, string>>) {
    const bin = join(home.path, "bin");
    mkdirSync(bin, { recursive: true });
    const words = `exec '${process.execPath}' '${join(import.meta.dirname, "../../dist/cli/index.js")}' "$@" --engine buildah`;
    writeFileSync(join(bin, "treestamp"), `#!/bin/sh\n${words} --cache-folder '${join(home.path, "cache")}'\n`, {
      mode: 0o755,
    });
    const child = spawn("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step.run], {
      cwd: home.path,
      env: {
        ...{ PATH: `${bin}:${process.env.PATH}`, HOME: home.path, RUNNER_TEMP: home.path, BUILD_ARGS: "" },
        ...{ CALLBACK: receiver.url, CALLBACK_AUTH: "Basic abc", CALLBACK_SECRET: signing, ...variables },
      },
      stdio: "ignore",
    });
    return { child, ended: once(child, "close") as Promise<[number | null]> };
  }
  const variables = (number: number, sources: string) => ({
    ...{ SOURCES: sources, IMAGE: `${registry.host}/team/flow`, NUMBER: String(number) },
  });
  const logOfStep = () => readFileSync(join(home.path, "build.log"), "utf8");

  test("pushes, and tells how it went; the log is in a file", async () => {
    const { ended } = runStep({ ...variables(900, `http://${forge.host}/app.tar.gz`), BUILD_ARGS: "GREETING=a b\n\n" });
    expect(await ended).toEqual([0, null]);
    expect(callsOf(900)).toEqual([
      ["pending", true],
      ["succeeded", false],
    ]);
    const [call] = receiver.heard;
    expect(call!.headers).toMatchObject({
      authorization: "Basic abc",
      "x-hub-signature-256": signatureOf(call!.body, signing),
    });
    expect(tagsOf("team/flow").sort()).toEqual(["1.900", "latest"]);
    await until(() => logOfStep().includes("built with a b")); // written by another process
  });

  test("that is cancelled tells so, and pushes nothing", async () => {
    const sources = join(home.path, "slow.tar");
    writeFileSync(sources, sourcesThatRun(runs("echo at it; sleep 1000")));
    const { child, ended } = runStep(variables(901, sources));
    await until(() => logOfStep().includes("at it\n"));
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    expect(callsOf(901)).toEqual([
      ["pending", true],
      ["canceled", false],
    ]);
    expect(tagsOf("team/flow")).not.toContain("1.901");
  });
});
