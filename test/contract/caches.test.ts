/** What commands find again: on one machine, and between machines of a CI that share a real registry. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { openStore } from "../../core/oci/open.ts";
import type { ImageOutcome } from "../../core/report/outcome.ts";
import { startActionsCache } from "../services/actions-cache-server.ts";
import { makeBusyboxBase, type TestImage } from "../services/base-image.ts";
import { refuse } from "../services/http.ts";
import { type Machine, type Machines, makeMachines } from "../services/machines.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { trafficOf } from "../services/traffic.ts";

let folder: string;
let image: TestImage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-caches-"));
  image = makeBusyboxBase(join(folder, "base"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let machines: Machines;
beforeEach(() => {
  machines = makeMachines("FROM base\n");
});
afterEach(() => machines[Symbol.dispose]());

/** Commits a `treestamp.yml` with these caches, in YAML's flow style. */
function declare(caches: string, more: Readonly<Record<string, string>> = {}): void {
  const from = `from: "oci-layout://${image.folder}@${image.digest}"\n`;
  machines.repository.write({ "treestamp.yml": `${from}caches:\n  ${caches}\n`, "app.lock": "1\n", ...more });
  machines.repository.commit("caches");
}
const run = (machine: Machine, script: string, more = {}): Promise<ImageOutcome> =>
  machine.call("run", { base: "", engine: "", shell: "sh", run: script, ...more });
/** Runs a command that has to succeed. @returns what is said of the only cache */
async function ran(machine: Machine, script: string) {
  const outcome = await run(machine, script);
  expect(outcome).toMatchObject({ exitCode: 0, outcome: "success" });
  return outcome.caches![0]!;
}

/** What a job of GitHub's knows of the branch, tag or pull request that is checked out. */
function jobOf(ref: string): Readonly<Record<string, string>> {
  const payload = join(folder, "event.json");
  writeFileSync(payload, JSON.stringify({ repository: { default_branch: "main" }, pull_request: { number: 7 } }));
  const sha = machines.repository.git("rev-parse", "HEAD");
  const [GITHUB_ACTIONS, GITHUB_EVENT_NAME] = ["true", "push"];
  return { GITHUB_ACTIONS, GITHUB_REF: ref, GITHUB_SHA: sha, GITHUB_EVENT_NAME, GITHUB_EVENT_PATH: payload };
}

describe("on a person's machine", () => {
  let machine: Machine;
  beforeEach(() => {
    machine = machines.machine("");
  });

  test("a command finds what the last one has left, whatever it was", async () => {
    declare("tool: { path: /var/cache/tool }");
    const first = await ran(
      machine,
      "cd /var/cache/tool && echo kept >file && mkdir -p a/b && ln -s file a/link && ln file hard",
    );
    expect(first).toMatchObject({ found: "none", saved: expect.any(Number), unsaved: undefined });
    const again = await ran(
      machine,
      "cd /var/cache/tool && test kept = $(cat file) && test file = $(readlink a/link) && test -d a/b && test 2 = $(stat -c %h file)",
    );
    expect(again).toMatchObject({ found: "exact", fetched: 0, saved: undefined, unsaved: "nothing has changed" });
  });

  test("what is removed and replaced is so for the next one; times are kept", async () => {
    declare("tool: { path: /var/cache/tool }");
    await ran(machine, "cd /var/cache/tool && mkdir d && echo 1 >d/one && echo 2 >two && touch -d @1600000000 d/one");
    await ran(machine, "cd /var/cache/tool && rm two && echo 3 >three");
    await ran(
      machine,
      "cd /var/cache/tool && test ! -e two && test 3 = $(cat three) && test 1600000000 = $(stat -c %Y d/one) && echo 4 >d/one",
    );
    await ran(machine, "cd /var/cache/tool && test 4 = $(cat d/one)");
  });

  test("of a command that fails, nothing is kept", async () => {
    declare("tool: { path: /var/cache/tool }");
    const outcome = await run(machine, "echo broken >/var/cache/tool/file; exit 3");
    expect(outcome).toMatchObject({ exitCode: 3, caches: [{ found: "none", unsaved: "the command failed" }] });
    expect(await ran(machine, "test ! -e /var/cache/tool/file")).toMatchObject({ found: "none" });
  });

  test("a tool that only sets the times of what it uses saves nothing", async () => {
    declare("tool: { path: /var/cache/tool }");
    await ran(machine, "echo kept >/var/cache/tool/file; true >/var/cache/tool/lock");
    const touched = await ran(machine, "touch /var/cache/tool/file; true >>/var/cache/tool/lock");
    expect(touched).toMatchObject({ found: "exact", saved: undefined, unsaved: "nothing has changed" });
  });

  test("in the workspace, a cache covers what is there, and leaves it as it is", async () => {
    declare("target: { path: out/target }");
    mkdirSync(join(machines.repository.folder, "out/target"), { recursive: true });
    writeFileSync(join(machines.repository.folder, "out/target/mine"), "mine");
    await ran(machine, "test ! -e out/target/mine && echo built >out/target/object");
    await ran(machine, "test built = $(cat out/target/object)");
    expect(readdirSync(join(machines.repository.folder, "out/target"))).toEqual(["mine"]);
  });

  test("a cache that would hide files of the repository is a mistake", async () => {
    declare("src: { path: src }", { "src/main.c": "int main;" });
    await expect(run(machine, "true")).rejects.toMatchObject({
      code: "input-invalid",
      message: "`caches.src.path`: git has files in src, such as src/main.c.",
    });
  });

  test("what is made on the way to a cache is the user's", async () => {
    declare("tool: { path: /home/somebody/.cache/tool }");
    const script = "mkdir /home/somebody/.cache/other && echo mine >/home/somebody/.cache/tool/file";
    expect(await run(machine, script, { user: "1234:1234" })).toMatchObject({ exitCode: 0 });
  });

  test("a file that is emptied, a folder that is made anew, and a name that becomes another's are new content", async () => {
    declare("tool: { path: /var/cache/tool }");
    await ran(
      machine,
      "cd /var/cache/tool && echo full >journal && mkdir d && echo x >d/x && echo 1 >v1 && echo 2 >v2 && ln v1 current",
    );
    for (const [change, is] of [
      [": >journal", "test ! -s journal"],
      ["rm -r d && mkdir d", "test ! -e d/x"],
      ["ln -f v2 current", "test 2 = $(cat current)"],
      [": >stamp", "test -e stamp"],
      ["mkdir new", "test -d new"],
    ] as const) {
      expect(await ran(machine, `cd /var/cache/tool && ${change}`)).toMatchObject({ saved: expect.any(Number) });
      await ran(machine, `cd /var/cache/tool && ${is}`);
    }
  });

  test("a disk that is full costs the cache, and no command", async () => {
    declare("tool: { path: /var/cache/tool }");
    mkdirSync(machine.cache, { mode: 0o700 });
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=48m,mode=700", "tmpfs", machine.cache]);
    try {
      const full = await ran(machine, "head -c 25000000 /dev/urandom >/var/cache/tool/file");
      expect(full).toMatchObject({ saved: undefined, unsaved: expect.stringContaining("disk is full") });
    } finally {
      execFileSync("umount", [machine.cache]);
    }
  });

  test("a CI of which nothing is known saves nothing", async () => {
    declare("tool: { path: /var/cache/tool }");
    const elsewhere = machines.machine("", { CI: "true", GITLAB_CI: "true" });
    expect(await ran(elsewhere, "echo poison >/var/cache/tool/file")).toMatchObject({
      unsaved: "this CI does not say which branch the run is about",
    });
  });

  test("a link in the workspace leads no cache out of it", async () => {
    declare("target: { path: out/target }");
    symlinkSync(folder, join(machines.repository.folder, "out"));
    await expect(run(machine, "true")).rejects.toMatchObject({ code: "input-invalid" });
    expect(existsSync(join(folder, "target"))).toBe(false);
  });

  test("with other lock files, the newest one is taken; with the same ones again, theirs", async () => {
    declare("tool: { path: /var/cache/tool, lock: [app.lock] }");
    await ran(machine, "echo 1 >/var/cache/tool/version");
    machines.repository.write({ "app.lock": "2\n" });
    expect(
      await ran(machine, "test 1 = $(cat /var/cache/tool/version) && echo 2 >/var/cache/tool/version"),
    ).toMatchObject({
      found: "newest",
    });
    machines.repository.write({ "app.lock": "1\n" });
    expect(await ran(machine, "test 1 = $(cat /var/cache/tool/version)")).toMatchObject({ found: "exact" });
    machines.repository.write({ "app.lock": "3\n" });
    expect(await ran(machine, "test 2 = $(cat /var/cache/tool/version)")).toMatchObject({ found: "newest" });
  });

  test("a lock file that is not there is a mistake that would go unnoticed", async () => {
    declare("tool: { path: /var/cache/tool, lock: [no.lock] }");
    await expect(run(machine, "true")).rejects.toMatchObject({
      code: "input-invalid",
      message: "`caches.tool.lock`: no.lock cannot be read.",
    });
  });

  test("what has become larger than its limit is not saved, and said", async () => {
    declare("tool: { path: /var/cache/tool, limit: 1MB }");
    const large = await ran(machine, "head -c 2000000 /dev/urandom >/var/cache/tool/file");
    expect(large.saved).toBeUndefined();
    expect(machine.warnings.join()).toMatch(/^The cache tool is not saved: .* its limit is 1\.0 MB/);
  });

  test("phases have them, too", async () => {
    declare("tool: { path: /var/cache/tool }");
    const phases = {
      run: "",
      phases: "one: echo kept >/var/cache/tool/file\ntwo: test kept = $(cat /var/cache/tool/file)\n",
    };
    expect(await run(machine, "", phases)).toMatchObject({ exitCode: 0, caches: [{ saved: expect.any(Number) }] });
    await ran(machine, "test kept = $(cat /var/cache/tool/file)");
  });

  test("with `mtimes: git`, what has not changed since is old, and what has is new", async () => {
    declare("target: { path: target, mtimes: git }", { "a.c": "a", "b.c": "b" });
    const isOlder = (file: string) => `test ${file} -ot target/object`;
    const newer = (file: string) => `test ${file} -nt target/object`;
    await ran(machine, "echo built >target/object");
    await wait(1100); // busybox compares whole seconds
    // A checkout gives every file its own time, in whatever order.
    utimesSync(join(machines.repository.folder, "a.c"), new Date(), new Date());
    machines.repository.write({ "b.c": "changed" });
    machines.repository.commit("b");
    await ran(
      machine,
      `${isOlder("a.c")} && ${isOlder("app.lock")} && ! ${isOlder("b.c")} && echo again >target/object`,
    );
    await ran(machine, `${isOlder("a.c")} && ! ${newer("b.c")}`);
  });
});

describe("in a CI", () => {
  let registry: RunningRegistry;
  let proxy: QuirkProxy;
  beforeAll(async () => {
    registry = await startRegistry();
    proxy = await startQuirkProxy(registry.host);
  });
  afterAll(async () => {
    await proxy?.stop();
    await registry?.stop();
  });
  let repository: string;
  let count = 0;
  beforeEach(() => {
    repository = `team/caches-${count++}`;
  });

  /** A fresh runner, for a job about what is checked out. */
  function runner(ref: string, event: Readonly<Record<string, string>> = {}): Machine {
    return machines.machine(`${proxy.host}/${repository}`, { ...jobOf(ref), ...event });
  }
  const main = () => runner("refs/heads/main");

  test("what the default branch has left, every other runner finds; and only what is new is sent", async () => {
    declare("tool: { path: /var/cache/tool }");
    await ran(main(), "cd /var/cache/tool && for n in 1 2 3 4 5 6 7 8; do head -c 600000 /dev/urandom >$n; done");
    let second: Awaited<ReturnType<typeof ran>>;
    const { up } = await trafficOf(proxy, async () => {
      second = await ran(main(), "test -s /var/cache/tool/8 && head -c 50000 /dev/urandom >/var/cache/tool/9");
    });
    expect(second!.fetched).toBeGreaterThan(4_000_000);
    expect(second!.saved).toBeLessThan(100_000);
    expect(up).toBeLessThan(120_000);
    const pull = await ran(
      runner("refs/pull/7/merge", { GITHUB_EVENT_NAME: "pull_request" }),
      "test -s /var/cache/tool/9",
    );
    expect(pull).toMatchObject({ found: "exact" });
  });

  test.each([
    ["a pull request", "refs/pull/7/merge", { GITHUB_EVENT_NAME: "pull_request" }, "pull requests only read caches"],
    ["another branch", "refs/heads/topic", {}, "only the default branch saves it"],
    ["a tag", "refs/tags/v1", {}, "this run is of no branch"],
    [
      "a run that another workflow, or a comment, has started",
      "refs/heads/main",
      { GITHUB_EVENT_NAME: "workflow_run" },
      "such an event may be about files that are not the branch's",
    ],
    [
      "a run that has checked out something else than its event is about",
      "refs/heads/main",
      { GITHUB_SHA: "1".repeat(40) },
      "another commit is checked out than this run is about",
    ],
  ])("%s saves nothing", async (_who, ref, event, unsaved) => {
    declare("tool: { path: /var/cache/tool }");
    const writer = await ran(runner(ref, event), "echo poison >/var/cache/tool/file");
    expect(writer).toMatchObject({ saved: undefined, unsaved });
    expect(await ran(main(), "test ! -e /var/cache/tool/file")).toMatchObject({ found: "none" });
  });

  test("with `save: always`, a branch saves for itself alone, and begins with the default branch's", async () => {
    declare("tool: { path: /var/cache/tool, save: always }");
    await ran(main(), "echo main >/var/cache/tool/file");
    const topic = () => runner("refs/heads/topic");
    await ran(topic(), "test main = $(cat /var/cache/tool/file) && echo topic >/var/cache/tool/file");
    await ran(topic(), "test topic = $(cat /var/cache/tool/file)");
    await ran(main(), "test main = $(cat /var/cache/tool/file)");
  });

  test("a runner that is kept fetches nothing again, and asks a few questions", async () => {
    declare("tool: { path: /var/cache/tool }");
    await ran(main(), "echo kept >/var/cache/tool/file");
    const kept = main();
    await ran(kept, "true");
    const { down } = await trafficOf(proxy, () => ran(kept, "test kept = $(cat /var/cache/tool/file)"));
    expect(down).toBeLessThan(1000);
    expect(proxy.seen.filter(({ path }) => path.includes("/manifests/")).length).toBeLessThan(4);
  });

  test("a cache that is damaged, lost, or refused costs time, and no job", async () => {
    declare("tool: { path: /var/cache/tool }");
    await ran(main(), "head -c 50000 /dev/urandom >/var/cache/tool/file");
    const store = openStore(`${registry.host}/${repository}`);
    const tags = proxy.seen.flatMap(({ method, path }) =>
      method === "PUT" ? (/manifests\/(cache-.*)$/.exec(path)?.[1] ?? []) : [],
    );
    expect(new Set(tags).size).toBe(2);
    proxy.behave((request, response) => {
      if (!request.url!.includes("/manifests/cache-")) return false;
      refuse(response, 403, "DENIED", "no");
      return true;
    });
    const refused = main();
    expect(await ran(refused, "test ! -e /var/cache/tool/file && echo new >/var/cache/tool/new")).toMatchObject({
      found: "unknown",
      saved: undefined,
    });
    expect(refused.warnings.join()).toContain("The cache tool is not used:");
    expect(refused.warnings.join()).toContain("The cache tool is not saved:");
    proxy.behave();
    const lookup = await store.lookup(tags[0]!);
    const manifest = lookup.state === "present" ? JSON.parse(Buffer.from(lookup.manifest.body).toString()) : {};
    for (const { digest } of manifest.layers) {
      await fetch(`http://${registry.host}/v2/${repository}/blobs/${digest}`, { method: "DELETE" });
    }
    const lost = main();
    expect(await ran(lost, "test ! -e /var/cache/tool/file && echo again >/var/cache/tool/file")).toMatchObject({
      found: "unknown",
      saved: expect.any(Number),
    });
    expect(await ran(main(), "test again = $(cat /var/cache/tool/file)")).toMatchObject({ found: "exact" });
  });
});

test("in the Actions cache, each save is an entry, found by its lock files or as the newest", async () => {
  const server = await startActionsCache();
  try {
    declare("tool: { path: /var/cache/tool, lock: [app.lock] }");
    const job = (token: string) => {
      const variables = { ...jobOf("refs/heads/main"), ...server.environment(token) } as Record<string, string>;
      return machines.machine("actions-cache", variables);
    };
    const main = () => job("read: main; write: main");
    await ran(main(), "echo 1 >/var/cache/tool/file");
    await ran(main(), "test 1 = $(cat /var/cache/tool/file) && echo 2 >/var/cache/tool/file");
    expect(await ran(main(), "test 2 = $(cat /var/cache/tool/file)")).toMatchObject({
      found: "exact",
      saved: undefined,
    });
    machines.repository.write({ "app.lock": "2\n" });
    expect(await ran(main(), "test 2 = $(cat /var/cache/tool/file)")).toMatchObject({ found: "newest" });
    server.fail((_call, response) => {
      response.writeHead(403, { "content-type": "application/json" }); // which its client does not try again
      response.end(JSON.stringify({ code: "permission_denied", msg: "no" }));
      return true;
    });
    const failing = main();
    expect(await ran(failing, "test ! -e /var/cache/tool/file")).toMatchObject({ found: "unknown" });
    expect(failing.warnings.join("\n")).toContain("The cache tool is not used:");
  } finally {
    await server.stop();
  }
});
