/** A run that has passed stands for the same one: on one machine, and between machines of a CI that share a real registry. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { streamOf } from "../../core/oci/byte-stream.ts";
import { readWhole } from "../../core/oci/digest.ts";
import { openStore } from "../../core/oci/open.ts";
import { inlineBlob } from "../../core/places/beside.ts";
import { makeSnapshotManifest, parseSnapshotManifest } from "../../core/places/published.ts";
import type { ImageOutcome } from "../../core/report/outcome.ts";
import { repositoryIn } from "../fixtures/git.ts";
import { startActionsCache } from "../services/actions-cache-server.ts";
import { makeBusyboxBase, makeMarkedBase, type TestImage } from "../services/base-image.ts";
import { refuse } from "../services/http.ts";
import { type Machine, type Machines, makeMachines, stagesOf } from "../services/machines.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

let folder: string;
let image: TestImage;
let otherImage: TestImage;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "treestamp-reuse-"));
  image = makeBusyboxBase(join(folder, "base"));
  otherImage = makeMarkedBase(join(folder, "other"), "other");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let machines: Machines;
let machine: Machine;
beforeEach(() => {
  machines = makeMachines("FROM base\n");
  commit({ "src/main.c": "int main;\n", "src/tool": "#!/bin/sh\n", ".gitignore": "ignored\n" });
  machine = machines.machine("");
});
afterEach(() => machines[Symbol.dispose]());

const from = ({ folder, digest }: TestImage) => `from: "oci-layout://${folder}@${digest}"\n`;
/** Commits these files, and an environment that needs no engine. */
function commit(files: Readonly<Record<string, string>> = {}): void {
  machines.repository.write({ "treestamp.yml": from(image), ...files });
  machines.repository.commit("change");
}
const at = (path: string) => join(machines.repository.folder, path);
/** Machines of all tests share what they have ready: their workspaces, and so their runs, are their own. */
const cacheOf = (on: Machine) => ({ "cache-folder": join(folder, on === machine ? "cache" : "cache-of-ci") });
const run = (script: string, more: Readonly<Record<string, string>> = {}, on = machine): Promise<ImageOutcome> =>
  on.call("run", { base: "", engine: "", shell: "sh", run: script, reuse: "true", ...cacheOf(on), ...more });
/** Runs a command that has to pass. @returns whether it was reused */
async function isReused(script: string, more: Readonly<Record<string, string>> = {}, on = machine): Promise<boolean> {
  const outcome = await run(script, more, on);
  expect(outcome).toMatchObject({ exitCode: 0, outcome: "success" });
  const isRun = stagesOf(outcome).includes("run");
  expect(outcome.reused === undefined).toBe(isRun);
  return !isRun;
}
const said = () => [...machine.lines, ...machine.warnings].join("\n");

describe("the same run", () => {
  test("does not run again, and says when it has passed and what that took", async () => {
    expect(await isReused("grep main src/main.c")).toBe(false);
    expect(said()).toMatch(/Recorded that the command has passed: run key [0-9a-f]{40}\./);
    const again = await run("grep main src/main.c");
    expect(again).toMatchObject({ exitCode: 0, outcome: "success", cacheHit: true, state: "present" });
    expect(again.reused).toEqual({ at: expect.any(Number), seconds: expect.any(Number), url: undefined });
    expect(again.runKey).toMatch(/^[0-9a-f]{40}$/);
    expect(stagesOf(again)).toEqual(["key", "files", "reuse"]);
    expect(said()).toMatch(/^The command does not run: the same took .* and passed just now$/m);
  });

  test("is the same after a merge, a revert, and in a shallow clone", async () => {
    await isReused("true");
    const { repository } = machines;
    repository.git("checkout", "-q", "-b", "topic");
    commit({ "src/main.c": "int other;\n" });
    expect(await isReused("true")).toBe(false);
    repository.git("checkout", "-q", "main");
    expect(await isReused("true")).toBe(true);
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "topic");
    expect(await isReused("true")).toBe(true);
    repository.git("revert", "-m", "1", "--no-edit", "HEAD");
    expect(await isReused("true")).toBe(true);
  });

  test("of phases has passed in each of them", async () => {
    const phases = { run: "", phases: "lint: grep main src/main.c\ntest: sleep 0.2\n" };
    await run("", phases);
    const again = await run("", phases);
    expect(again.phases).toEqual([
      { name: "lint", outcome: "success", exitCode: 0, seconds: expect.any(Number) },
      { name: "test", outcome: "success", exitCode: 0, seconds: expect.any(Number) },
    ]);
    expect(again.phases![1]!.seconds).toBeGreaterThan(0.15);
  });
});

describe("another run is run:", () => {
  const change: Readonly<Record<string, () => Readonly<Record<string, string>> | undefined | void>> = {
    "a file's content": () => commit({ "src/main.c": "int other;\n" }),
    "a new file": () => commit({ "src/new": "" }),
    "a file that is gone": () => {
      machines.repository.git("rm", "-q", "src/tool");
      commit();
    },
    "another name": () => {
      machines.repository.git("mv", "src/tool", "src/toll");
      commit();
    },
    "a mode bit": () => {
      chmodSync(at("src/tool"), 0o755);
      commit();
    },
    "a link in a file's place": () => {
      rmSync(at("src/tool"));
      symlinkSync("main.c", at("src/tool"));
      commit();
    },
    "another target of a link": () => {
      symlinkSync("tool", at("src/link"));
      commit();
    },
    "a submodule": () => {
      const other = repositoryIn(join(folder, `module-${Math.random()}`));
      mkdirSync(other.folder);
      other.git("init", "-q");
      other.write({ file: "inside\n" });
      other.commit("inside");
      machines.repository.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        other.folder,
        "module",
      );
      commit();
    },
    "an ignore rule": () => commit({ ".gitignore": "ignored\nsrc/none\n" }),
    "another script": () => ({ run: "test -d src; true" }),
    "another shell's option": () => ({ run: "", phases: "one: test -d src\n" }),
    "a variable": () => ({ env: "A=1" }),
    "an empty variable": () => ({ env: "A=" }),
    "another user": () => ({ user: "1234:1234" }),
    "the user of the image": () => ({ user: "image" }),
    "another working directory": () => ({ "working-directory": at("src") }),
    "the machine's network": () => ({ "run-network": "host" }),
    "all system calls": () => ({ "security-opt": "seccomp=unconfined" }),
    "a folder that it may write": () => ({ writable: "/var/lib" }),
    outputs: () => ({ outputs: "out" }),
    "some of the files": () => ({ paths: "src" }),
    "a cache": () => commit({ "treestamp.yml": `${from(image)}caches:\n  tool: { path: /var/cache/tool }\n` }),
  };

  test.each(Object.keys(change))("%s", async (name) => {
    const script = "test -e /etc || test -e /bin";
    const first = { run: script };
    expect(await isReused("", first)).toBe(false);
    const more = change[name]!();
    const outcome = await run("", { ...first, ...more });
    expect(outcome.reused).toBeUndefined();
    expect(stagesOf(outcome)).toContain("run");
  });

  test("another environment, with the same files", async () => {
    const paths = { paths: "src" };
    expect(await isReused("test -d src", paths)).toBe(false);
    commit({ "treestamp.yml": from(otherImage) });
    expect(await isReused("test -d src", paths)).toBe(false);
    commit();
    expect(await isReused("test -d src", paths)).toBe(true);
  });

  test("the log names what has changed since the last one that has passed", async () => {
    await isReused("true", { env: "A=1" });
    commit({ "src/main.c": "int other;\n" });
    await isReused("true", { env: "A=2", user: "7:7" });
    const user = `${process.getuid!()}:${process.getgid!()}`;
    const groups = [...process.getgroups!()].sort((a, b) => a - b).join(",");
    expect(machine.lines).toContain(
      `No such run has passed before. Since the last that has, this changed: src/main.c; the variable A; user (${user} before, 7:7 now)${groups === "" ? "" : `; groups (${groups} before, none now)`}.`,
    );
  });
});

describe("the command sees", () => {
  test("what git has, and nothing that lies about: no ignored file, no .git, no file that it may not name", async () => {
    writeFileSync(at("ignored"), "left by a step before");
    expect(await isReused("test ! -e ignored && test ! -e .git && test -d src && test 5 = $(ls -A | wc -l)")).toBe(
      false,
    );
  });

  test("neither the machine's name, nor its network, nor its names of hosts", async () => {
    const script =
      "test localhost = $(hostname) && test 1 = $(ls /sys/class/net | wc -l) && test 'nameserver 127.0.0.1' = \"$(cat /etc/resolv.conf)\" && test 2 = $(wc -l </etc/hosts)";
    expect(await isReused(script)).toBe(false);
  });

  test("folders that it may enter, whatever the caller's umask is, and a repository that is named through a link", async () => {
    const link = join(folder, `link-${Math.random()}`);
    symlinkSync(machines.repository.folder, link);
    const before = process.umask(0o077);
    try {
      const script = "test 755 = $(stat -c %a .) && cat src/main.c";
      expect(await isReused(script, { user: "1234:1234", path: link })).toBe(false);
    } finally {
      process.umask(before);
    }
    expect(await isReused("test 755 = $(stat -c %a .) && cat src/main.c", { user: "1234:1234" })).toBe(true);
  });

  test("the network that it asks for", async () => {
    const network = { "run-network": "host" };
    expect(await isReused(`test ${readdirSync("/sys/class/net").length} = $(ls /sys/class/net | wc -l)`, network)).toBe(
      false,
    );
  });

  test("the content of Git LFS, and the files of submodules", async () => {
    const other = repositoryIn(join(folder, `module-${Math.random()}`));
    mkdirSync(other.folder);
    other.git("init", "-q");
    other.write({ file: "inside\n" });
    other.commit("inside");
    machines.repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.folder, "module");
    commit();
    expect(await isReused("grep inside module/file")).toBe(false);
    expect(await isReused("grep inside module/file")).toBe(true);
    writeFileSync(at("module/file"), "changed\n");
    expect(await isReused("grep inside module/file")).toBe(false);
    expect(machine.warnings).toEqual([
      "`reuse`: the command runs, and is not recorded: there are uncommitted changes: module.",
    ]);
  });

  test("the `paths` alone, whose changes alone count", async () => {
    const paths = { paths: "src/*.c" };
    expect(await isReused("test 1 = $(find . -type f | wc -l)", paths)).toBe(false);
    commit({ "src/tool": "other\n" });
    expect(await isReused("test 1 = $(find . -type f | wc -l)", paths)).toBe(true);
    commit({ "src/main.c": "int other;\n" });
    expect(await isReused("test 1 = $(find . -type f | wc -l)", paths)).toBe(false);
    await expect(run("true", { paths: "source" })).rejects.toMatchObject({
      code: "path-missing",
      message: "`paths`: source is not in the repository.",
    });
  });
});

describe("nothing is recorded of", () => {
  /** Runs a command of which no record is left. */
  const runsUnrecorded = async (script: string, more: Readonly<Record<string, string>> = {}) => {
    const index = join(folder, "cache/store/index.json");
    const records = () => (existsSync(index) ? readFileSync(index, "utf8") : "").match(/"run-[^"]+"/g)?.length;
    const before = records();
    const outcome = await run(script, more);
    expect(stagesOf(outcome)).toContain("run");
    expect(records()).toBe(before);
    expect(machine.lines.join("\n")).not.toContain("Recorded");
    return { outcome, warnings: machine.warnings.join("\n") };
  };

  test("a command that fails", async () => {
    const { outcome } = await runsUnrecorded("exit 3");
    expect(outcome).toMatchObject({ exitCode: 3, outcome: "failure" });
  });

  test("phases of which one fails", async () => {
    const phases = { run: "", phases: "one: true\ntwo: exit 4\nthree: true\n", "fail-fast": "false" };
    expect((await runsUnrecorded("", phases)).outcome).toMatchObject({ exitCode: 4, outcome: "failure" });
  });

  test("a command whose time is up", async () => {
    const { outcome } = await runsUnrecorded("sleep 60", { timeout: "1s" });
    expect(outcome).toMatchObject({ exitCode: 124, outcome: "timed-out" });
  });

  test("a command that gets a secret", async () => {
    const { warnings } = await runsUnrecorded("true", { env: "NPM_TOKEN=1" });
    expect(warnings).toBe(
      "`reuse`: the command runs, and is not recorded: the variable NPM_TOKEN looks like a secret.",
    );
  });

  test.each([
    ["volumes", `${tmpdir()}:/mnt:ro`],
    ["devices", "/dev/null:/dev/nothing"],
  ])("a command that gets `%s`", async (name, value) => {
    const { warnings } = await runsUnrecorded("true", { [name]: value });
    expect(warnings).toBe(`\`reuse\`: the command runs, and is not recorded: \`${name}\` show what is in no key.`);
  });

  test.each([
    ["changed", () => writeFileSync(at("src/main.c"), "changed\n"), "grep changed src/main.c", "src/main.c"],
    ["new", () => writeFileSync(at("new"), "new\n"), "grep new new", "new"],
    ["removed", () => rmSync(at("src/tool")), "test ! -e src/tool", "src/tool"],
  ])(
    "a work tree with a file that is %s, and not committed; the command sees it so",
    async (_, change, script, path) => {
      change();
      const { outcome, warnings } = await runsUnrecorded(script);
      expect(outcome.exitCode).toBe(0);
      expect(warnings).toBe(
        `\`reuse\`: the command runs, and is not recorded: there are uncommitted changes: ${path}.`,
      );
    },
  );

  test.each([
    ["makes", "echo >left", "left"],
    ["makes, with a strange name,", "echo >':(x) y'", ":(x) y"],
  ])("a command that %s a file", async (_, script, path) => {
    const { outcome, warnings } = await runsUnrecorded(script);
    expect(outcome.exitCode).toBe(0);
    expect(warnings).toBe(
      `The run is not recorded: the command has left ${path}: name what later steps need under \`outputs\`, and the rest in .gitignore.`,
    );
    expect(machines.repository.git("status", "--porcelain")).toBe(""); // no step after it sees that
  });

  test.each([
    ["changes", "echo >>src/main.c", "src/main.c"],
    [
      "changes in place, with its size and time kept,",
      "touch -r src/tool /t && printf '#!/bin/no\n' | dd of=src/tool conv=notrunc && touch -r /t src/tool",
      "src/tool",
    ],
    ["removes", "rm src/tool", "src/tool"],
    ["makes runnable", "chmod +x src/tool", "src/tool"],
    ["replaces by a link", "ln -sf main.c src/tool", "src/tool"],
  ])("a command that %s a file which git has", async (_, script, path) => {
    const { outcome, warnings } = await runsUnrecorded(script);
    expect(outcome.exitCode).toBe(0);
    expect(warnings).toBe(
      `The run is not recorded: the command has changed or removed ${path}, which git has: name it under \`outputs\`, or let the command write elsewhere.`,
    );
    expect(machines.repository.git("status", "--porcelain")).toBe(""); // no step after it sees that
  });

  test("a command that is told to end, and says that it has ended well", async () => {
    const script = "trap 'exit 0' TERM; touch /begun; while :; do sleep 0.1; done";
    const running = run(script);
    await wait(2000);
    process.kill(process.pid, "SIGTERM");
    expect(await running).toMatchObject({ exitCode: 0 });
    expect(said()).not.toContain("Recorded");
  });

  test("a command that does not make an output", async () => {
    const { warnings } = await runsUnrecorded("true", { outputs: "dist" });
    expect(warnings).toBe("The run is not recorded: the command has not made dist, which `outputs` names.");
  });
});

test("what git ignores, and empty folders, may be left", async () => {
  const script = "mkdir -p a/b && echo >ignored";
  expect(await isReused(script)).toBe(false);
  expect(await isReused(script)).toBe(true);
  expect(existsSync(at("a"))).toBe(false);
});

test("a run begins with nothing that a command has left in the environment or the workspace", async () => {
  await run("echo >/usr/left; echo >ignored", { reuse: "" });
  expect(await isReused("test ! -e /usr/left && test ! -e ignored")).toBe(false);
});

describe("outputs", () => {
  const script =
    "mkdir -p dist/bin && echo tool >dist/bin/tool && chmod 700 dist/bin/tool && ln -s bin/tool dist/link && echo '<ok/>' >report.xml";
  const withOutputs = (names: readonly string[], text: string) => run(text, { outputs: names.join("\n") });

  test("are in the workspace, whether the command has run or not; the same each time", async () => {
    const facts = () => [
      readFileSync(at("dist/bin/tool"), "utf8"),
      statSync(at("dist/bin/tool")).mode & 0o777,
      readlinkSync(at("dist/link")),
      readFileSync(at("report.xml"), "utf8"),
    ];
    expect((await withOutputs(["dist", "report.xml"], script)).reused).toBeUndefined();
    const first = facts();
    expect(first).toEqual(["tool\n", 0o755, "bin/tool", "<ok/>\n"]);
    rmSync(at("dist"), { recursive: true });
    writeFileSync(at("report.xml"), "old");
    expect((await withOutputs(["dist", "report.xml"], script)).reused).toBeDefined();
    expect(facts()).toEqual(first);
  });

  test("take the place of what is there", async () => {
    await withOutputs(["dist"], "mkdir dist && echo 1 >dist/one");
    writeFileSync(at("dist/two"), "stale");
    await withOutputs(["dist"], "mkdir dist && echo 1 >dist/one");
    expect(readdirSync(at("dist"))).toEqual(["one"]);
  });

  test("of a command that fails are there, too: a report says why", async () => {
    const failed = await withOutputs(["report.xml"], "echo bad >report.xml; exit 5");
    expect(failed.exitCode).toBe(5);
    expect(readFileSync(at("report.xml"), "utf8")).toBe("bad\n");
  });

  test("are brought below no link that a step before has made", async () => {
    commit({ ".gitignore": "a\n" });
    await withOutputs(["a/dist"], "mkdir -p a/dist && echo 1 >a/dist/one");
    rmSync(at("a"), { recursive: true });
    const outside = mkdtempSync(join(folder, "outside-"));
    symlinkSync(outside, at("a"));
    await expect(withOutputs(["a/dist"], "mkdir -p a/dist && echo 1 >a/dist/one")).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining("is no folder"),
    });
    expect(readdirSync(outside)).toEqual([]);
  });

  test("that lead out by a link are not followed", async () => {
    const outside = mkdtempSync(join(folder, "outside-"));
    writeFileSync(join(outside, "secret"), "secret");
    await withOutputs(["a/secret"], `ln -s ${outside} a`);
    expect(machine.warnings.join()).toContain("has not made a/secret");
    expect(existsSync(at("a"))).toBe(false);
    await withOutputs(["link"], `ln -s ${outside}/secret link`);
    expect(lstatSync(at("link")).isSymbolicLink()).toBe(true);
  });

  test("that the command has not written to are not laid: what the user has there stays", async () => {
    commit({ "gen/a": "committed\n" });
    for (const files of [{ "gen/new": "mine\n" }, { "gen/a": "my edit\n" }]) {
      machines.repository.write(files);
      for (const text of ["exit 1", "nosuch"]) {
        await withOutputs(["gen"], text);
        for (const [path, content] of Object.entries(files)) expect(readFileSync(at(path), "utf8")).toBe(content);
      }
    }
  });

  test("take the place of no repository", async () => {
    mkdirSync(at("dist/clone/.git"), { recursive: true });
    await expect(withOutputs(["dist"], "mkdir dist; echo 1 >dist/one")).rejects.toMatchObject({
      code: "input-invalid",
      message: "`outputs`: dist cannot be written to: dist/clone is a repository of its own.",
    });
    expect(existsSync(at("dist/clone/.git"))).toBe(true);
  });

  test("have names of any bytes, and may be empty", async () => {
    const script = "mkdir -p dist/empty && echo 1 >dist/$(printf 'a\\377b') && : >dist/nothing";
    await withOutputs(["dist"], script);
    const names = () =>
      readdirSync(at("dist"), { encoding: "buffer" })
        .map((name) => name.toString("latin1"))
        .sort();
    expect(names()).toEqual(["a\xffb", "empty", "nothing"]);
    rmSync(at("dist"), { recursive: true });
    expect((await withOutputs(["dist"], script)).reused).toBeDefined();
    expect(names()).toEqual(["a\xffb", "empty", "nothing"]);
  });

  test.each([
    ["a pipe", "mkdir dist; mkfifo dist/p", "dist/p is neither a file, nor a folder, nor a link"],
    ["a repository", "mkdir -p dist/.git; echo >dist/.git/config", "dist/.git is a repository's"],
  ])("with %s in them are not kept", async (_, script, why) => {
    expect((await withOutputs(["dist"], script)).exitCode).toBe(0);
    expect(machine.warnings).toContain(`The run is not recorded: ${why}, so \`outputs\` cannot keep it.`);
  });

  test("that cannot be laid do not hide that the command has failed", async () => {
    mkdirSync(at("ignored"));
    const failed = run("mkdir -p ignored/x; echo >ignored/x/y; exit 7", { outputs: "ignored/x" });
    expect((await failed).exitCode).toBe(7);
    expect((await run("echo no; exit 7", { outputs: "src/main.c/x" }).catch((error) => error)).message).toContain(
      "src/main.c is no folder",
    );
  });

  test("that come out differently are said, and reused no more", async () => {
    const date = "date +%s%N >now || true; head -c 20 /dev/urandom >now";
    const young = { outputs: "now", "max-age": "1s" };
    expect(await isReused(date, young)).toBe(false);
    await wait(1100);
    expect(await isReused(date, young)).toBe(false);
    expect(machine.warnings.join()).toContain(
      "The command is not hermetic: the same run has left something else before",
    );
    expect(await isReused(date, { outputs: "now" })).toBe(false);
    expect(machine.lines.join()).toContain("The command runs: the same run has left different outputs before");
  });
});

describe("between the runners of a CI", () => {
  let registry: RunningRegistry;
  let proxy: QuirkProxy;
  let store: string;
  beforeAll(async () => {
    registry = await startRegistry();
    proxy = await startQuirkProxy(registry.host);
    store = `${proxy.host}/team/reuse`;
  });
  afterAll(async () => {
    await proxy?.stop();
    await registry?.stop();
  });
  afterEach(() => proxy.behave());

  const runner = (ref: string): Machine => {
    const payload = join(folder, "event.json");
    writeFileSync(payload, JSON.stringify({ repository: { default_branch: "main" } }));
    const [, kind] = ref.split("/");
    return machines.machine(store, {
      ...{ GITHUB_ACTIONS: "true", GITHUB_REF: ref, GITHUB_SHA: machines.repository.git("rev-parse", "HEAD") },
      ...{ GITHUB_EVENT_NAME: kind === "pull" ? "pull_request" : "push", GITHUB_EVENT_PATH: payload },
      ...{ GITHUB_SERVER_URL: "https://forge.example", GITHUB_REPOSITORY: "team/app", GITHUB_RUN_ID: "42" },
    });
  };

  test("what a pull request has proved, the default branch need not prove again; a link says where", async () => {
    const pull = runner("refs/pull/7/merge");
    expect(await isReused("true", {}, pull)).toBe(false);
    const main = runner("refs/heads/main");
    const outcome = await run("true", { "cache-folder": main.cache }, main);
    expect(outcome.reused).toMatchObject({ url: "https://forge.example/team/app/actions/runs/42" });
    expect(stagesOf(outcome)).toEqual(["key", "files", "reuse"]); // nothing is fetched but records
  });

  test("what a person's machine has proved, no job believes, also where it shares the cache folder", async () => {
    const person = machines.machine(store);
    expect(await isReused("true", {}, person)).toBe(false);
    expect(await isReused("true", {}, person)).toBe(true);
    expect(await isReused("true", {}, runner("refs/heads/main"))).toBe(false);
  });

  test("with `reuse-from: same-ref`, only the same branch's counts", async () => {
    const same = { "reuse-from": "same-ref" };
    await isReused("true", same, runner("refs/pull/7/merge"));
    const main = runner("refs/heads/main");
    expect(await isReused("true", same, main)).toBe(false);
    expect(main.lines).toContain("The command runs: it has passed for refs/pull/7 alone.");
    expect(await isReused("true", same, runner("refs/heads/main"))).toBe(true);
    expect(await isReused("true", same, machines.machine(store))).toBe(false); // of no branch
  });

  test("with outputs, they come from the registry", async () => {
    const outputs = { outputs: "dist" };
    await isReused("mkdir dist && echo built >dist/tool", outputs, runner("refs/pull/7/merge"));
    rmSync(at("dist"), { recursive: true });
    expect(await isReused("mkdir dist && echo built >dist/tool", outputs, runner("refs/heads/main"))).toBe(true);
    expect(readFileSync(at("dist/tool"), "utf8")).toBe("built\n");
  });

  test("a job that may not push is green, and records nothing", async () => {
    await isReused("test -d src", {}, runner("refs/heads/main")); // the image is there
    proxy.behave((request, response) => {
      if (request.method === "GET" || request.method === "HEAD") return false;
      refuse(response, 403, "DENIED", "no");
      return true;
    });
    const fork = runner("refs/pull/8/merge");
    expect(await isReused("true", {}, fork)).toBe(false);
    expect(fork.warnings).toEqual([]);
    expect(fork.lines.join("\n")).toContain("The run is not recorded: ");
  });

  test.each([
    ["refuses", (response: Parameters<typeof refuse>[0]) => refuse(response, 403, "DENIED", "no")],
    ["fails", (response: Parameters<typeof refuse>[0]) => refuse(response, 400, "UNKNOWN", "no")],
  ])("a store that %s when it is asked for a record costs the time of the run", async (_, answer) => {
    await isReused("true", {}, runner("refs/heads/main"));
    proxy.behave((request, response) => {
      if (!/\/manifests\/run-/.test(request.url!)) return false;
      answer(response);
      return true;
    });
    const main = runner("refs/heads/main");
    expect(await isReused("true", {}, main)).toBe(false);
    expect(main.warnings.join("\n")).toContain("The command runs, since the record of this run cannot be used: ");
  });

  describe("a record that somebody else has written", () => {
    /** Puts another manifest under the tag of the run, made from its own facts. */
    async function forge(key: string, change: (facts: Record<string, unknown>) => unknown): Promise<void> {
      const own = openStore(store.replace(proxy.host, registry.host));
      const lookup = await own.lookup(`run-${key}`);
      if (lookup.state !== "present") throw new Error("there is no record");
      const snapshot = parseSnapshotManifest(lookup.manifest);
      const facts = JSON.parse((await readWhole(own, snapshot.config)).toString("utf8"));
      const { blob, bytes } = inlineBlob(snapshot.config.mediaType, change(facts) as object);
      const { manifest, config } = makeSnapshotManifest({ ...snapshot, config: blob }, 1);
      await own.writeBlob(blob, () => streamOf(bytes));
      await own.writeBlob(config.blob, () => streamOf(config.bytes));
      await own.writeManifest(manifest, `run-${key}`);
    }

    test.each<[string, (facts: Record<string, unknown>) => unknown]>([
      ["of another run", (facts) => ({ ...facts, run: { ...(facts.run as object), user: "5:5" } })],
      ["that is no object", () => []],
      ["without facts", () => ({})],
      ["whose time cannot be", (facts) => ({ ...facts, at: 1e300 })],
      ["whose results are no texts", (facts) => ({ ...facts, results: { GITHUB_OUTPUT: 1 } })],
      ["that came out differently", (facts) => ({ ...facts, differs: true })],
      ["with other outputs than it names", (facts) => ({ ...facts, outputs: `sha256:${"0".repeat(64)}` })],
      ["that took longer than a year", (facts) => ({ ...facts, seconds: 1e300 })],
    ])("%s does not stand for it", async (_, change) => {
      const { runKey } = await run("true", {}, runner("refs/heads/main"));
      await forge(runKey!, change);
      expect(await isReused("true", {}, runner("refs/heads/main"))).toBe(false);
    });

    test.each<[string, (facts: Record<string, unknown>) => unknown]>([
      ["an old one", (facts) => ({ ...facts, at: Date.now() - 7_200_000 })],
      ["one from the future", (facts) => ({ ...facts, at: Date.now() + 7_200_000 })],
    ])("%s is not as young as `max-age` wants", async (_, change) => {
      const { runKey } = await run("true", {}, runner("refs/heads/main"));
      await forge(runKey!, change);
      expect(await isReused("true", { "max-age": "1h" }, runner("refs/heads/main"))).toBe(false);
    });

    test("says nothing that a log takes for a command", async () => {
      const { runKey } = await run("true", {}, runner("refs/heads/main"));
      const own = openStore(store.replace(proxy.host, registry.host));
      const lookup = await own.lookup(`run-${runKey}`);
      if (lookup.state !== "present") throw new Error("there is no record");
      const newest = proxy.seen.flatMap(({ path }) => /manifests\/(run-newest-.*)$/.exec(path)?.[1] ?? []).at(-1)!;
      const evil = { "X\n::error title=pwn::INJECTED": "sha256:00" };
      await forge(runKey!, (facts) => ({ ...facts, run: { ...(facts.run as object), variables: evil } }));
      const forged = await own.lookup(`run-${runKey}`);
      if (forged.state !== "present") throw new Error("there is no record");
      await own.writeManifest(forged.manifest, newest);
      const main = runner("refs/heads/main");
      expect(await isReused("true", { env: "A=1" }, main)).toBe(false);
      expect([...main.lines, ...main.warnings].join("\n")).not.toContain("INJECTED");
    });

    test("brings nothing to the workspace but the outputs", async () => {
      const { runKey } = await run("mkdir dist && echo 1 >dist/one", { outputs: "dist" }, runner("refs/heads/main"));
      // The outputs of another run, which has more of them.
      const more = await withBoth();
      const own = openStore(store.replace(proxy.host, registry.host));
      const lookup = await own.lookup(`run-${more}`);
      if (lookup.state !== "present") throw new Error("there is no record");
      const others = parseSnapshotManifest(lookup.manifest);
      const mine = await own.lookup(`run-${runKey}`);
      if (mine.state !== "present") throw new Error("there is no record");
      const { config } = parseSnapshotManifest(mine.manifest);
      const said = JSON.parse((await readWhole(own, config)).toString("utf8"));
      const { blob, bytes } = inlineBlob(config.mediaType, { ...said, outputs: others.table.digest });
      const { manifest, config: about } = makeSnapshotManifest({ ...others, config: blob }, 1);
      await own.writeBlob(blob, () => streamOf(bytes));
      await own.writeBlob(about.blob, () => streamOf(about.bytes));
      await own.writeManifest(manifest, `run-${runKey}`);
      rmSync(at("dist"), { recursive: true });
      rmSync(at("hook"));
      expect(await isReused("mkdir dist && echo 1 >dist/one", { outputs: "dist" }, runner("refs/heads/main"))).toBe(
        true,
      );
      expect(existsSync(at("hook"))).toBe(false);
      expect(existsSync(at("dist/one"))).toBe(true);
    });

    async function withBoth(): Promise<string> {
      const script = "mkdir dist && echo 2 >dist/one && echo evil >hook";
      const outcome = await runner("refs/heads/main").call("run", {
        ...{ base: "", engine: "", shell: "sh", run: script, reuse: "true" },
        outputs: "dist\nhook",
      });
      return outcome.runKey!;
    }
  });
});

test("with images in the Actions cache, records are there, too", async () => {
  const server = await startActionsCache();
  try {
    const payload = join(folder, "event.json");
    writeFileSync(payload, JSON.stringify({ repository: { default_branch: "main" } }));
    const job = () =>
      machines.machine("actions-cache", {
        ...{ GITHUB_ACTIONS: "true", GITHUB_REF: "refs/heads/main", GITHUB_EVENT_NAME: "push" },
        ...{ GITHUB_EVENT_PATH: payload, ...(server.environment("read: main; write: main") as Record<string, string>) },
      });
    const outputs = { outputs: "dist" };
    expect(await isReused("mkdir dist && echo built >dist/tool", outputs, job())).toBe(false);
    rmSync(at("dist"), { recursive: true });
    expect(await isReused("mkdir dist && echo built >dist/tool", outputs, job())).toBe(true);
    expect(readFileSync(at("dist/tool"), "utf8")).toBe("built\n");
  } finally {
    await server.stop();
  }
});
