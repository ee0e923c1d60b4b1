/**
 * BuildKit somewhere else: a real buildkitd with mutual TLS, and a second Docker 29, of the classic image store, with TLS. They
 * share no file with their client but by accident, and none is named to them.
 */
import { execFileSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { openEngine } from "../../core/engine/open.ts";
import { readRequest } from "../../core/inputs/request.ts";
import { ownName } from "../../core/machine/owner.ts";
import { type RunningBuildkitd, startBuildkitd } from "../services/buildkitd.ts";
import { makeCertificate } from "../services/certificates.ts";
import { deadOwner } from "../services/dead-owner.ts";
import { type RunningDocker, startDocker } from "../services/docker.ts";
import { type EngineUnderTest, type Options, startEngine } from "../services/engines.ts";
import { commandLines } from "../services/processes.ts";

let folder: string;
const file = (...path: string[]) => join(folder, ...path);
let far: RunningBuildkitd;
let near: RunningBuildkitd;
let docker: RunningDocker;
let dockerAddress: string;
/** A machine that has buildx and no docker: what it is set to leads nowhere. */
let bare: NodeJS.ProcessEnv;
/** One with docker's client, a context that leads to `docker`, and an instance of buildx that leads to `near`. */
let full: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-builders-"));
  await certificates();
  const tls = { ca: file("ca.pem"), cert: file("server.pem"), key: file("server.key") };
  dockerAddress = `tcp://127.0.0.1:${await freePort()}`;
  const settings = { tlsverify: true, tlscacert: tls.ca, tlscert: tls.cert, tlskey: tls.key };
  [docker, far, near] = await Promise.all([
    startDocker({ store: "overlay2", address: dockerAddress, settings }),
    startBuildkitd(tls),
    startBuildkitd(),
  ]);
  for (const name of ["bin", "home", "buildx"]) await mkdir(file(name));
  const buildx = execFileSync("which", ["buildx"], { encoding: "utf8" }).trim();
  await symlink(buildx, file("bin/buildx"));
  bare = { PATH: file("bin"), HOME: file("home"), BUILDX_CONFIG: file("buildx"), DOCKER_HOST: "tcp://127.0.0.1:1" };
  full = { ...bare, PATH: process.env.PATH, DOCKER_CONFIG: docker.env.DOCKER_CONFIG };
  const client = ["ca", "cert", "key"].map((name) => `${name}=${file("client", `${name}.pem`)}`);
  const context = ["create", "far-docker", "--docker", `host=${dockerAddress},${client.join(",")}`];
  execFileSync("docker", ["context", ...context], { env: full, stdio: "pipe" });
  const instance = ["create", "--name", "near", "--driver", "remote", near.address];
  execFileSync("buildx", instance, { env: full, stdio: "pipe" });
});
afterAll(async () => {
  for (const service of [docker, far, near]) await service?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** In folders, as DOCKER_CERT_PATH has them: a client's, a stranger's, and a client's that trusts somebody else. */
async function certificates(): Promise<void> {
  const leaf = "basicConstraints=critical,CA:FALSE";
  await makeCertificate(folder, "ca", "/CN=an authority");
  await makeCertificate(folder, "server", "/CN=server", "subjectAltName=IP:127.0.0.1", leaf);
  await makeCertificate(folder, "client", "/CN=client", "extendedKeyUsage=clientAuth", leaf);
  await mkdir(file("other"));
  await makeCertificate(file("other"), "ca", "/CN=another authority");
  const sets = {
    client: [file("ca.pem"), file("client.pem"), file("client.key")],
    stranger: [file("ca.pem"), file("other/ca.pem"), file("other/ca.key")],
    distrusting: [file("other/ca.pem"), file("client.pem"), file("client.key")],
  };
  for (const [name, [ca, cert, key]] of Object.entries(sets)) {
    await mkdir(file(name));
    await copyFile(ca!, file(name, "ca.pem"));
    await copyFile(cert!, file(name, "cert.pem"));
    await copyFile(key!, file(name, "key.pem"));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Asked {
  readonly env?: NodeJS.ProcessEnv;
  readonly certs?: string;
}

let engines: EngineUnderTest[] = [];
afterEach(async () => {
  for (const engine of engines) await engine.stop();
  engines = [];
});

/** The engine of a call that names these builders: told in full on `told`. */
async function withBuilders(names: readonly string[], { env = bare, certs }: Asked = {}, told: string[] = []) {
  const said = { builder: names, ...(certs === undefined ? {} : { "builder-certs": [file(certs)] }) };
  const request = await readRequest("build", { written: new Map(Object.entries(said)) });
  const engine = await startEngine({
    title: "builders",
    start: async () => ({ env, stop: async () => {} }),
    probe: async (variables, log) => {
      const tell = (line: string) => void told.push(line);
      return { engine: await openEngine(request, variables, { ...log, info: tell, warning: tell }) };
    },
    ...{ takesSeveralPlatforms: true, keepsCompressedLayers: true, isTwin: false },
  });
  engines.push(engine);
  return engine;
}

/** What this process has in the folder for temporary files: other processes' tests have theirs there, too. */
const scratch = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`treestamp-${process.pid}-`));
const userConfig = () => readdirSync(file("buildx"), { recursive: true }).sort();

const value = 'of "two"\nlines, ü';
const recipe = [
  ...["FROM base:1", "ARG WORDS", "COPY . /src"],
  'RUN --mount=type=secret,id=word wc -c < /run/secrets/word > /length && printf %s "$WORDS" > /words',
];
const options: Options = {
  files: { wanted: "here" },
  buildArgs: new Map([["WORDS", value]]),
  secrets: [{ id: "word", source: { kind: "value", value: "a-word-that-is-secret" } }],
  network: "none",
};

async function expectBuilt(engine: EngineUnderTest): Promise<void> {
  const image = await engine.build(recipe, options);
  expect(await image.text("words")).toBe(value);
  expect(await image.text("length")).toBe("21\n");
  expect(await image.text("src/wanted")).toBe("here");
  expect(await image.names()).toContain("bin/busybox");
  expect(await image.holds("a-word-that-is-secret")).toBe(false);
}

/** An instruction that runs until its daemon is ended, on the daemon that keeps its files there, and ends at once on others. */
const endless = (on: RunningBuildkitd) => {
  const marker = `98765.${randomInt(1e9)}`;
  const lines = ["FROM base:1", `RUN if grep -q ${basename(on.folder)} /proc/self/mountinfo; then sleep ${marker}; fi`];
  const runs = () => commandLines().some((line) => line.includes(`sleep\0${marker}`));
  return { lines, until: (state: boolean) => until(() => runs() === state) };
};

describe("a buildkitd with mutual TLS, on a machine with no docker", () => {
  test("builds; the user's own buildx and its folder stay as they are, and what a killed process left is removed", async () => {
    const left = join(tmpdir(), `treestamp-${deadOwner(await ownName())}`);
    await mkdir(left);
    const before = userConfig();
    const told: string[] = [];
    await expectBuilt(await withBuilders([far.address], { certs: "client" }, told));
    expect(told[0]).toBe(`Engine: BuildKit at ${far.address}.`);
    expect(userConfig()).toEqual(before);
    expect(readdirSync(file("home"))).toEqual([]);
    expect(existsSync(left)).toBe(false);
    expect(scratch()).toEqual([]);
  });

  test("stops where the caller stops, with what it has started", async () => {
    const controller = new AbortController();
    const engine = await withBuilders([far.address, near.address], { certs: "client" });
    const { lines, until } = endless(far);
    const stopped = engine.build(lines, { network: "none", signal: controller.signal }).catch((error) => error);
    await until(true);
    controller.abort();
    expect(await stopped).toMatchObject({ code: "interrupted" });
    await until(false);
    expect(scratch()).toEqual([]);
  });

  test.each([
    ["the certificate of a stranger", "stranger", "it does not trust our certificate"],
    ["another authority", "distrusting", "its certificate is not by an authority in ca.pem"],
    ["no certificate", undefined, "it ends the connection"],
  ])("is refused with %s", async (_what, certs, why) => {
    const refused = withBuilders([far.address], certs === undefined ? {} : { certs });
    await expect(refused).rejects.toMatchObject({
      code: "builder-lost",
      message: `The builder ${far.address} cannot be used: ${why}.`,
      remedy: expect.any(String),
    });
  });

  test("that is not there is passed over for the next one; the last one is an error that names all", async () => {
    const nowhere = ["tcp://127.0.0.1:1", "unix:///nowhere/buildkitd.sock"];
    const told: string[] = [];
    await withBuilders([...nowhere, near.address], {}, told);
    expect(told).toEqual([
      "The builder tcp://127.0.0.1:1 cannot be used: the connection is refused.",
      "The builder unix:///nowhere/buildkitd.sock cannot be used: no such socket.",
      `Engine: BuildKit at ${near.address}.`,
    ]);
    await expect(withBuilders([...nowhere, "no-such-instance"], { env: full })).rejects.toMatchObject({
      code: "builder-lost",
      message: expect.stringMatching(/refused\. .*no such socket\. .*no builder "no-such-instance" found\.$/),
    });
  });

  test("has certificates that can be read", async () => {
    await mkdir(file("half"));
    await copyFile(file("ca.pem"), file("half/ca.pem"));
    await expect(withBuilders([far.address], { certs: "half" })).rejects.toMatchObject({
      code: "input-invalid",
      message: `\`builder-certs\`: ${file("half/cert.pem")} cannot be read (ENOENT).`,
    });
    await copyFile(file("other/ca.pem"), file("half/cert.pem"));
    await writeFile(file("half/key.pem"), readFileSync(file("client.key")));
    await expect(withBuilders([far.address], { certs: "half" })).rejects.toMatchObject({ code: "input-invalid" });
  });

  test("is not blamed for an instruction that fails, whatever that prints: no other builder tries it", async () => {
    const words = 'ERROR: rpc error: code = Unavailable desc = "error reading from server: EOF"';
    const told: string[] = [];
    const engine = await withBuilders([far.address, near.address], { certs: "client" }, told);
    const failing = engine.build(["FROM base:1", `RUN printf '%s\\n' '${words}' >&2; exit 7`], {
      network: "none",
    });
    await expect(failing).rejects.toMatchObject({
      code: "build-failed",
      message: expect.stringMatching(/exit code: 7$/),
      output: expect.stringContaining("error reading from server"),
    });
    expect(told.filter((line) => line.startsWith("The builder") || line.startsWith("Engine"))).toHaveLength(1);
  });
});

describe("by its name", () => {
  test("an instance of buildx builds, where no daemon is", async () => {
    const told: string[] = [];
    await expectBuilt(await withBuilders(["near"], { env: full }, told));
    expect(told[0]).toBe("Engine: BuildKit in the builder near (remote).");
  });

  test("a context of docker builds with TLS, whatever DOCKER_HOST says, and leaves nothing there", async () => {
    const told: string[] = [];
    await expectBuilt(await withBuilders(["far-docker"], { env: full }, told));
    expect(told[0]).toMatch(/^Engine: docker .* \(builder of the kind docker, classic image store\)\.$/);
    const images = execFileSync("docker", ["image", "ls", "--quiet"], { env: docker.env, encoding: "utf8" });
    expect(images).toBe("");
  });
});

describe("a daemon by DOCKER_HOST, with TLS", () => {
  const env = (certs: string) => ({
    ...{ ...full, DOCKER_HOST: dockerAddress },
    ...{ DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: file(certs) },
  });

  test.each([[[]], [["default"]]])("builds, by builder %j", async (names) => {
    await expectBuilt(await withBuilders(names, { env: env("client") }));
  });

  test("refuses a stranger", async () => {
    await expect(withBuilders(["default"], { env: env("stranger") })).rejects.toMatchObject({
      code: "builder-lost",
      message: expect.stringMatching(/^The builder default cannot be used: .*tls: /),
    });
  });
});

// From here on they end, one after the other.
describe("a builder that ends in the middle of an instruction", () => {
  test("is told, and the next one builds", async () => {
    const told: string[] = [];
    const engine = await withBuilders([far.address, "far-docker"], { env: full, certs: "client" }, told);
    const { lines, until } = endless(far);
    const built = engine.build(lines, { network: "none" });
    await until(true);
    await far.kill();
    expect(await (await built).names()).toContain("bin/busybox");
    const mine = told.filter((line) => /^(The builder|Engine)/.test(line));
    expect(mine).toEqual([
      `Engine: BuildKit at ${far.address}.`,
      expect.stringMatching(
        /^The builder tcp:\S+ was lost in the middle of the build: .*EOF.*\. The next one builds it anew\.$/,
      ),
      expect.stringMatching(/^Engine: docker /),
    ]);
    await until(false);
    expect(scratch()).toEqual([]);
  });

  test("is an error where it was the last one, and nothing is left", async () => {
    const before = userConfig();
    const engine = await withBuilders([near.address]);
    const { lines, until } = endless(near);
    const failing = engine.build(lines, { network: "none" }).catch((error: unknown) => error);
    await until(true);
    await near.kill();
    expect(await failing).toMatchObject({
      code: "builder-lost",
      message: expect.stringMatching(/^The builder unix:\S+ was lost in the middle of the build: .*EOF/),
      output: expect.stringContaining("RUN if grep"),
      remedy: expect.any(String),
    });
    expect(scratch()).toEqual([]);
    expect(userConfig()).toEqual(before);
    await expect(withBuilders(["near"], { env: full })).rejects.toMatchObject({
      message: expect.stringMatching(/^The builder near cannot be used: .*(refused|no such file)/),
    });
  });

  test("is an error also of docker's own daemon", async () => {
    const env = { ...full, DOCKER_HOST: dockerAddress, DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: file("client") };
    const engine = await withBuilders([], { env });
    const marker = `98765.${randomInt(1e9)}`;
    const failing = engine.build(["FROM base:1", `RUN sleep ${marker}`], { network: "none" }).catch((error) => error);
    await until(() => commandLines().some((line) => line.includes(`sleep\0${marker}`)));
    await docker.stop();
    expect(await failing).toMatchObject({
      code: "builder-lost",
      message: expect.stringMatching(/^The docker daemon was lost in the middle of the build: /),
    });
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !condition(); await sleep(50)) {
    if (Date.now() > end) throw new Error("It did not come to pass within 20 seconds.");
  }
}
