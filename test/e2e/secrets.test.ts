/**
 * A registry's password and the secrets of a build, given in every way there is, are nowhere but where they belong: in no
 * command line, layer, snapshot, log, summary, output or file. Looked for in what the kernel saw executed, and in every
 * byte of every file that is left.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { variableOf } from "../../core/host/circleci/host.ts";
import { runStep } from "../services/action-runner.ts";
import { makeProject, type Project, treestamp } from "../services/command-line.ts";
import { type RunningDocker, startDocker } from "../services/docker.ts";
import { type Execution, executedIn, watched } from "../services/executed.ts";
import { inOwnFolder } from "../services/own-folder.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { startTokenService, type TokenService } from "../services/token-service.ts";

const random = () => randomBytes(12).toString("hex");
const password = `pw-${random()}`;
const [word, line1, line2] = [`word-${random()}`, `key-${random()}`, `key-${random()}`];
const login = Buffer.from(`writer:${password}`).toString("base64");
const identity = "identity of writer";

/** What a layer and a snapshot do have: who looks for secrets has to find this. */
const marker = `marker-${random()}`;

const dockerfile = `FROM base
RUN echo ${marker} >/marker && env >/environment
RUN --mount=type=secret,id=word cat /run/secrets/word && wc -c </run/secrets/word >/size
RUN --mount=type=secret,id=key cat /run/secrets/key && cp /run/secrets/key /tmp/key && rm /tmp/key
`;

let tokens: TokenService;
let registry: RunningRegistry;
beforeAll(async () => {
  tokens = await startTokenService(password);
  registry = await startRegistry({ tokens: tokens.tokens });
});
afterAll(async () => {
  await registry?.stop();
  await tokens?.stop();
});

/** All that must not be seen, by name. */
function secrets(): Map<string, string> {
  const named = new Map(Object.entries({ password, login, identity, word, line1, line2 }));
  for (const [index, { token }] of tokens.given.entries()) named.set(`token ${index}`, token);
  return named;
}

function secretsIn(text: string | Buffer): string[] {
  return [...secrets()].filter(([, value]) => text.includes(value)).map(([name]) => name);
}

/** Names of files below `folder` that hold a secret, packed or plain; and how many hold the marker. */
function search(folder: string): { files: number; marked: number; holding: string[] } {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const contents = files.map((file) => ({ file, content: plain(readFileSync(file)) }));
  return {
    files: files.length,
    marked: contents.filter(({ content }) => content.includes(marker)).length,
    holding: contents.filter(({ content }) => secretsIn(content).length > 0).map(({ file }) => file),
  };
}

function plain(content: Buffer): Buffer {
  return content.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) ? gunzipSync(content) : content;
}

/** Who was executed with a secret on the command line, and who with this one in the environment. */
function exposed(executions: readonly Execution[], secret = password) {
  const name = ({ argv }: Execution) => argv.slice(0, 300);
  return {
    onCommandLine: executions.filter(({ argv }) => secretsIn(argv).length > 0).map(name),
    inEnvironment: executions.filter(({ env }) => env.includes(secret)).map(name),
  };
}

const nobody = { onCommandLine: [], inEnvironment: [] };

interface Engine {
  readonly name: string;
  /** Where the commands run that are looked at: each of both once. */
  readonly sandbox: "mounted" | "container";
  readonly flags: readonly string[];
  readonly start: () => Promise<RunningDocker | undefined>;
}

/** Docker's other image store is told of a secret by the same command line. */
const engines: readonly Engine[] = [
  { name: "buildah", sandbox: "mounted", flags: ["--engine", "buildah"], start: async () => undefined },
  {
    name: "docker",
    sandbox: "container",
    flags: ["--engine", "docker", "--network", "none"],
    start: () => startDocker({ store: "overlay2" }),
  },
];

describe.each(engines)("secrets of a build by $name, pushed with a login", ({ sandbox, flags, start }) => {
  let docker: RunningDocker | undefined;
  let project: Project;
  let repository: string;
  let words: readonly string[];
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    docker = await start();
    project = makeProject({ Dockerfile: dockerfile }, flags);
    repository = `team/${random()}`;
    // What somebody keeps on purpose stands in `kept`, and is not searched.
    project.repository.write({
      "../kept/config/config.json": JSON.stringify({ auths: { [registry.host]: { auth: login } } }),
      "../kept/key": `${line1}\n${line2}\n`,
    });
    words = [
      ...["--store", `${registry.host}/${repository}`, "--debug"],
      ...["--secret-envs", "word=WORD", "--secret-files", `key=${project.folder("kept")}/key`],
    ];
    env = { ...docker?.env, WORD: word, TMPDIR: project.folder("tmp") };
  });
  afterAll(async () => {
    project?.[Symbol.dispose]();
    await docker?.stop();
  });

  const trace = () => join(project.folder("kept"), "executed");

  test("are on no command line and in no log, though RUN prints them and debug is on", async () => {
    const { exitCode, stdout, stderr } = await project.call("build", words, {
      env: { ...env, ...loginFor(docker) },
      through: watched(trace()),
    });
    expect({ exitCode, said: secretsIn(stdout + stderr), stderr }).toEqual({ exitCode: 0, said: [], stderr });
    expect(stderr).toContain("***");
    expect(stderr).toContain(marker); // the instruction, as it stands in the Dockerfile
    const executions = executedIn(trace());
    expect(executions.length).toBeGreaterThan(5);
    expect(exposed(executions)).toEqual(nobody);
    expect(tokens.given.some(({ user }) => user === "writer")).toBe(true);
  });

  test("are in no layer, manifest and snapshot of the registry, and in no file of this machine", () => {
    const stored = search(registry.storage);
    expect(stored).toMatchObject({ holding: [] });
    expect(stored.marked).toBeGreaterThan(0);
    const cached = search(project.folder("cache"));
    expect(cached).toMatchObject({ holding: [] });
    expect(cached.marked).toBeGreaterThan(0); // the raw snapshot
    expect(search(project.folder("tmp")).holding).toEqual([]);
    expect(search(project.repository.folder).holding).toEqual([]);
  });

  test("do not reach a command, which gets only what is named", async () => {
    const command = ["--sandbox", sandbox, "--", "sh", "-c", "env; cat /environment"];
    const options = { env: { ...env, ...loginFor(docker) }, through: watched(trace()) };
    const { exitCode, stdout, stderr } = await project.call("run", [...words, ...command], options);
    expect({ exitCode, said: secretsIn(stdout + stderr), stderr }).toEqual({ exitCode: 0, said: [], stderr });
    expect(exposed(executedIn(trace()))).toEqual(nobody);
  });

  test("are on no command line either where one is handed to a command on purpose", async () => {
    const handed = ["--sandbox", sandbox, "--env", "WORD", "--env", `OTHER=${line1}`];
    const options = { env: { ...env, ...loginFor(docker) }, through: watched(trace()) };
    const all = [...words, ...handed, "--", "sh", "-c", "echo $WORD"];
    const { exitCode, stdout, stderr } = await project.call("run", all, options);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: `${word}\n`, stderr });
    // On our own command line, and as the kernel sees it, a value stands only where it was written.
    const [first, ...rest] = executedIn(trace());
    expect(first).toMatchObject({ argv: expect.stringContaining(line1) });
    expect(exposed(rest)).toEqual(nobody);
  });

  /** The daemon's own configuration has its plugins: there the login comes from another file. */
  function loginFor(running: RunningDocker | undefined): NodeJS.ProcessEnv {
    const config = join(project.folder("kept"), "config");
    if (running === undefined) return { DOCKER_CONFIG: config };
    return { REGISTRY_AUTH_FILE: join(config, "config.json") };
  }
});

describe("a login", () => {
  let project: Project;
  let store: string;
  beforeAll(async () => {
    project = makeProject({ Dockerfile: "FROM base\n" });
    store = `${registry.host}/team/${random()}`;
    const auths = { [registry.host]: { auth: login } };
    const helper = `#!/bin/sh\ncat >/dev/null\necho '{"Username":"writer","Secret":"${password}"}'\n`;
    project.repository.write({
      "../kept/auths/config.json": JSON.stringify({ auths }),
      "../kept/identity/config.json": JSON.stringify({ auths: { [registry.host]: { identitytoken: identity } } }),
      "../kept/helper/config.json": JSON.stringify({ credHelpers: { [registry.host]: "kept" } }),
      "../kept/store/config.json": JSON.stringify({ credsStore: "kept" }),
      "../kept/home/.docker/config.json": JSON.stringify({ auths }),
      "../kept/runtime/containers/auth.json": JSON.stringify({ auths }),
      "../kept/bin/docker-credential-kept": { run: helper },
    });
  });
  afterAll(() => project?.[Symbol.dispose]());

  const kept = (...path: string[]) => join(project.folder("kept"), ...path);

  test.each([
    ["docker's config.json", () => ({ DOCKER_CONFIG: kept("auths") })],
    ["docker's config.json with an identity token", () => ({ DOCKER_CONFIG: kept("identity") })],
    ["a credential helper for the registry", () => ({ DOCKER_CONFIG: kept("helper") })],
    ["docker's credential store", () => ({ DOCKER_CONFIG: kept("store") })],
    ["docker's config.json at home", () => ({ HOME: kept("home") })],
    ["REGISTRY_AUTH_FILE", () => ({ REGISTRY_AUTH_FILE: kept("auths/config.json") })],
    ["podman's auth.json", () => ({ XDG_RUNTIME_DIR: kept("runtime") })],
    [
      "podman's auth.json at its usual place",
      () => ({}),
      () => inOwnFolder("/run", { [`/run/containers/${process.getuid!()}/auth.json`]: kept("auths/config.json") }),
    ],
  ])("by %s is used, and seen nowhere", async (_, where, machine = () => [] as string[]) => {
    const asked = tokens.given.length;
    const env = { PATH: `${kept("bin")}:${process.env.PATH}`, TMPDIR: project.folder("tmp"), ...where() };
    const options = { env, through: [...machine(), ...watched(kept("executed"))] };
    const { exitCode, stdout, stderr } = await project.call("resolve", ["--store", store, "--debug"], options);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^state +absent$/m);
    expect(tokens.given.slice(asked).map(({ user }) => user)).toContain("writer");
    expect(secretsIn(stdout + stderr)).toEqual([]);
    expect(exposed(executedIn(kept("executed")))).toEqual(nobody);
    for (const folder of ["cache", "tmp", "repository"]) expect(search(project.folder(folder)).holding).toEqual([]);
  });

  test("by a workflow's inputs is used, masked, and handed to nobody: no child, output, summary or file has it", async () => {
    const asked = tokens.given.length;
    const result = await runStep({
      uses: "actions/run",
      with: {
        ...{ store, username: "writer", password, base: project.base, engine: "buildah" },
        ...{ "secret-envs": "word=WORD", run: "env", shell: "sh" },
      },
      env: { WORD: word, RUNNER_DEBUG: "1", TMPDIR: project.folder("tmp") },
      workspace: project.repository.folder,
      machine: project.folder("machine"),
      through: watched(kept("executed")),
    });
    expect({ exitCode: result.exitCode, raw: result.raw }).toEqual({ exitCode: 0, raw: result.raw });
    expect(tokens.given.slice(asked).map(({ user }) => user)).toContain("writer");
    const unmasked = result.raw.replace(/^::add-mask::.*$/gm, "");
    expect(secretsIn(unmasked)).toEqual([]);
    for (const secret of [password, login, word]) expect(result.masks).toContain(secret);
    expect(secretsIn(JSON.stringify([result.outputs, result.state]) + result.summary)).toEqual([]);
    const executions = executedIn(kept("executed"));
    expect(exposed(executions).onCommandLine).toEqual([]);
    // The step itself is given it by the runner.
    expect(exposed(executions).inEnvironment).toEqual([expect.stringContaining("actions/run/index.js")]);
    for (const folder of ["machine", "tmp", "repository"]) expect(search(project.folder(folder)).holding).toEqual([]);
    expect(search(registry.storage).holding).toEqual([]);
  });
});

describe("the value of a secret that `push` is given by its inputs", () => {
  let project: Project;
  beforeAll(() => {
    project = makeProject({
      Dockerfile: "FROM base\nRUN --mount=type=secret,id=word wc -c </run/secrets/word >/size\n",
    });
    const auths = { [registry.host]: { auth: login } };
    project.repository.write({ "../kept/config.json": JSON.stringify({ auths }) });
  });
  afterAll(() => project?.[Symbol.dispose]());

  const inputs = () => ({
    ...{ images: `${registry.host}/team/${random()}`, tags: "1.0", base: project.base, engine: "buildah" },
    ...{ secrets: `word=${word}`, context: "." },
  });
  const env = () => ({ DOCKER_CONFIG: project.folder("kept"), TMPDIR: project.folder("tmp") });
  const trace = () => join(project.folder("kept"), "executed");

  const surfaces: readonly (readonly [string, () => Promise<{ exitCode: number; said: string }>])[] = [
    [
      "a workflow's",
      async () => {
        const { exitCode, raw } = await runStep({
          ...{ uses: "actions/push", with: inputs(), env: env(), through: watched(trace()) },
          ...{ workspace: project.repository.folder, machine: project.folder("machine") },
        });
        return { exitCode, said: raw.replace(/^::add-mask::.*$/gm, "") };
      },
    ],
    [
      "the orb's",
      async () => {
        const variables = Object.entries(inputs()).map(([name, value]) => [variableOf(name), value]);
        const { exitCode, stdout, stderr } = await treestamp(["circleci-step", "push"], {
          cwd: project.repository.folder,
          env: { ...env(), HOME: project.folder("home"), ...Object.fromEntries(variables) },
          through: watched(trace()),
        });
        return { exitCode, said: stdout + stderr };
      },
    ],
  ];
  test.each(surfaces)("%s: no program that the step starts has it, but for the build itself", async (_, step) => {
    const { exitCode, said } = await step();
    expect({ exitCode, said }).toEqual({ exitCode: 0, said });
    expect(secretsIn(said)).toEqual([]);
    const [first, ...started] = executedIn(trace());
    expect(first).toMatchObject({ env: expect.stringContaining(word) });
    const build = started.findIndex(({ argv }) => argv.includes('"supervise"'));
    const before = started.slice(0, build);
    for (const program of ["git", "buildah"])
      expect(before.map(({ argv }) => argv).join("\n")).toContain(`["${program}"`);
    expect(exposed(before, word)).toEqual(nobody);
    expect(exposed(started, word).onCommandLine).toEqual([]);
  });
});
