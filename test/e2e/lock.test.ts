/** treestamp lock: what it fixes, where that stands, and what a check finds. */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { TreestampError } from "../../core/errors.ts";
import { fetchLocked } from "../../core/lock/fetch.ts";
import { keepPackages } from "../../core/lock/keep.ts";
import { type Lock, type LockedPackage, parseLock } from "../../core/lock/lock.ts";
import { silentLog } from "../../core/log/log.ts";
import { hexOf, sha256Of } from "../../core/oci/digest.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import { parseManifest } from "../../core/oci/manifest.ts";
import type { Store } from "../../core/oci/port.ts";
import { registryStore } from "../../core/oci/registry/store.ts";
import { partsOf } from "../../core/places/beside.ts";
import { testFolder, testRepository } from "../fixtures/git.ts";
import { makeMarkedBase, tar } from "../services/base-image.ts";
import { type Answer, treestampHere } from "../services/command-line.ts";
import { debianBase } from "../services/debian-base.ts";
import { debOf } from "../services/debian-package.ts";
import { type RunningServer, startServer } from "../services/http.ts";
import { publish, smallImage } from "../services/image.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { withoutEngines } from "../services/without-engines.ts";

let registry: RunningRegistry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.stop());

describe("images of Dockerfiles", () => {
  test("are fixed in place or under `base`, by the digest that the registry says, and then a check finds nothing", async () => {
    const store = registryStore({ kind: "registry", registry: registry.host, repository: "team/base" });
    await publish(store, smallImage(), "12");
    const image = `${registry.host}/team/base:12`;
    const digest = execFileSync("crane", ["digest", image], { encoding: "utf8" }).trim();
    const dockerfile = `FROM ${image} AS base\nRUN true\n`;
    const config = "environments:\n  # the first\n  one: { context: one }\n  two:\n    context: two # the second\n";
    using repository = testRepository({
      "treestamp.yml": config,
      "one/Dockerfile": dockerfile,
      "two/Dockerfile": `ARG TAG=12\nFROM ${registry.host}/team/base:$TAG\n`,
    });
    const lock = (...words: string[]) => treestampHere(["lock", ...words], { cwd: repository.folder });
    const read = (file: string) => execFileSync("cat", [join(repository.folder, file)], { encoding: "utf8" });

    const found = await lock("--check");
    expect(found.exitCode).toBe(125);
    expect(found.stderr).toContain("2 things are not fixed:\n  one/Dockerfile:1: FROM");
    expect(found.stderr).toContain("two/Dockerfile:2: FROM");

    const said = await lock();
    expect(said.stdout).toContain(`one/Dockerfile:1: FROM ${image} is not fixed: --bases map or --bases in-place`);
    expect(repository.git("status", "--porcelain")).toBe("");

    const fixed = await lock("--bases", "in-place");
    expect(fixed.stdout).toContain(`one/Dockerfile:1: FROM ${image} is ${image}@${digest} now\n`);
    expect(fixed.stdout).toContain("two/Dockerfile:2: ");
    expect(read("one/Dockerfile")).toBe(dockerfile.replace(image, `${image}@${digest}`));
    expect(repository.git("status", "--porcelain")).toBe(" M one/Dockerfile");

    expect((await lock("--bases", "map")).exitCode).toBe(0);
    expect(read("treestamp.yml")).toBe(
      config.replace(/$/, `    base:\n      ${image}: ${registry.host}/team/base@${digest}\n`),
    );
    expect((await lock("--check")).stdout).toBe("Everything is fixed; there is nothing to lock.\n");
  });

  test("of one Dockerfile of two environments are told once, and as they are", async () => {
    const name = `${registry.host}/team/base`;
    await publish(
      registryStore({ kind: "registry", registry: registry.host, repository: "team/base" }),
      smallImage(),
      "13",
    );
    using repository = testRepository({
      "treestamp.yml": "environments:\n  one: { context: ci }\n  two: { context: ci, build-args: { X: y } }\n",
      "ci/Dockerfile": `ARG TAG=13\nFROM ${name}:$TAG AS tools\nFROM ${name}:13\nCOPY --from=tools / /\n`,
    });
    const lock = (...words: string[]) => treestampHere(["lock", ...words], { cwd: repository.folder });
    const lines = async (...words: string[]) => (await lock(...words)).stdout.trim().split("\n");
    expect(await lines()).toHaveLength(2);
    expect(await lines("--bases", "in-place")).toEqual([
      expect.stringMatching(/^ci\/Dockerfile:2: .* is not fixed: its name is made of variables/),
      expect.stringMatching(/^ci\/Dockerfile:3: .* is \S+@sha256:[0-9a-f]{64} now$/),
    ]);
  });

  test("that a registry does not have are an error, and nothing is written", async () => {
    using repository = testRepository({ Dockerfile: `FROM ${registry.host}/team/base:11\n` });
    const { exitCode, stderr } = await treestampHere(["lock", "--bases", "in-place"], { cwd: repository.folder });
    expect(exitCode).toBe(125);
    expect(stderr).toContain("team/base has no 11.");
    expect(repository.git("status", "--porcelain")).toBe("");
  });
});

describe("a lock's packages", () => {
  const files = ["git", "make", "zsh"].map((name) => ({ name, bytes: randomBytes(70_000) }));
  let mirror: RunningServer;
  let gone: readonly string[];
  beforeAll(async () => {
    gone = [];
    mirror = await startServer((request, response) => {
      const file = files.find(({ name }) => request.url === `/pool/${name}.deb`);
      if (file === undefined || gone.includes(file.name)) response.writeHead(404).end();
      else response.end(file.bytes);
    });
  });
  afterAll(() => mirror.stop());

  /** A lock of these packages, all at one version. */
  const lockOf = (names: readonly string[], platform = "linux/amd64"): Lock => ({
    manager: "apt",
    asked: names,
    platforms: [platform],
    packages: files
      .filter(({ name }) => names.includes(name))
      .map(({ name, bytes }) => {
        const url = `http://${mirror.host}/pool/${name}.deb`;
        return { platform, name, version: "1:2+b1", digest: sha256Of(bytes), size: bytes.length, url };
      }),
  });
  const signal = new AbortController().signal;
  const fetch = (stores: readonly Store[], lock: Lock, folder: string) =>
    fetchLocked({ stores, environment: {}, log: silentLog, signal }, lock, lock.platforms[0]!, folder);

  test("have files of their own, whatever they are called", async () => {
    using home = testFolder();
    const [first, second, third] = lockOf(["git", "make", "zsh"]).packages;
    const long = "z".repeat(300);
    const packages = [
      { ...first!, name: "a", version: "b_c" },
      { ...second!, name: "a_b", version: "c" },
      { ...third!, name: long },
    ];
    const asked = packages.map(({ name }) => name);
    const fetched = await fetch([], { manager: "dnf", asked, platforms: ["linux/amd64"], packages }, home.path);
    expect(fetched.map(({ locked }) => locked.name)).toEqual(asked);
    for (const { locked, file } of fetched) expect(sha256Of(readFileSync(file))).toBe(locked.digest);
  });

  describe.each(["registry", "layout"] as const)("in a %s", (kind) => {
    let home: ReturnType<typeof testFolder>;
    let store: Store;
    beforeAll(() => {
      home = testFolder();
      const location = { kind: "registry", registry: registry.host, repository: "team/packages" } as const;
      store = kind === "registry" ? registryStore(location) : layoutStore(join(home.path, "store"));
    });
    afterAll(() => home[Symbol.dispose]());
    const folder = () => mkdtempSync(join(home.path, "packages-"));

    test("are kept under a tag of the lock, and come from there once their mirror has given them up", async () => {
      mirror.seen.length = 0;
      const lock = lockOf(["git", "make"]);
      const first = await fetch([store], lock, folder());
      expect(first.map(({ from, file }) => [from, basename(file)])).toEqual([
        [undefined, "git_1%3A2%2Bb1.deb"],
        [undefined, "make_1%3A2%2Bb1.deb"],
      ]);
      expect(mirror.seen).toHaveLength(2);
      await keepPackages(store, "a".repeat(40), first, signal);

      gone = ["git", "make"];
      const again = await fetch([store], lock, folder());
      expect(again.map(({ from }) => from)).toEqual([store.location, store.location]);
      expect(again.map(({ file }) => readFileSync(file))).toEqual(files.slice(0, 2).map(({ bytes }) => bytes));
      // Another lock with the same package finds it, too.
      const other = await fetch([store], lockOf(["git", "zsh"]), folder());
      expect(other.map(({ from }) => from)).toEqual([store.location, undefined]);
      expect(mirror.seen.map(({ path }) => path).slice(2)).toEqual(["/pool/zsh.deb"]);
      gone = [];
    });

    test("of several platforms are kept under one tag", async () => {
      const oid = "b".repeat(40);
      await keepPackages(store, oid, await fetch([], lockOf(["git"]), folder()), signal);
      await keepPackages(store, oid, await fetch([], lockOf(["make"], "linux/arm64"), folder()), signal);
      const lookup = await store.lookup(`${oid}-packages`);
      if (lookup.state !== "present") throw new Error(lookup.state);
      const parsed = parseManifest(lookup.manifest);
      if (parsed.kind !== "manifest") throw new Error(parsed.kind);
      expect(Object.keys(partsOf(parsed))).toEqual(["linux/amd64 git", "linux/arm64 make"]);
    });
  });

  test("with other bytes, or none, are an error that names them, and leave no file", async () => {
    using home = testFolder();
    const [git] = lockOf(["git"]).packages as [LockedPackage];
    const other = { ...lockOf(["git"]), packages: [{ ...git, digest: sha256Of("other") }] };
    await expect(fetch([], other, home.path)).rejects.toThrow("the lock says");
    expect(readdirSync(home.path)).toEqual([]);
    gone = ["git"];
    const store = layoutStore(join(home.path, "empty"));
    await expect(fetch([store], lockOf(["git"]), home.path)).rejects.toThrow(
      `git 1:2+b1 cannot be had: GET http://${mirror.host}/pool/git.deb: 404; ${store.location} has not kept it.`,
    );
    const silent = () => {
      throw new TreestampError("store-unreachable", "Nobody answers.", { remedy: "" });
    };
    const stores: Store[] = [{ ...store, location: "silent", readBlob: silent }, store];
    await expect(fetch(stores, lockOf(["git"]), home.path)).rejects.toThrow(
      `: 404; silent does not answer; ${store.location} has not kept it.`,
    );
    gone = [];
  });
});

/**
 * A folder of packages as apt reads it, on http://deb.debian.org and, as it was in 2020, on http://snapshot.debian.org, for a
 * machine with neither docker nor buildah.
 */
describe("packages of a real Debian base", () => {
  const date = "20200131T000000Z";
  const [today, then] = ["http://deb.debian.org/debian/", `http://snapshot.debian.org/archive/debian/${date}/`];
  const published = new Map<string, Buffer>();
  let home: ReturnType<typeof testFolder>;
  let proxy: RunningServer;
  let repository: ReturnType<typeof testRepository>;
  let path: string;

  beforeAll(async () => {
    home = testFolder();
    path = withoutEngines(join(home.path, "bin"));
    for (const [url, version] of [
      [today, "1:2.0+b1-1"],
      [then, "1:1.0-1"],
    ] as const) {
      const packages = [
        debOf(home.path, "tool", version, "Depends: tool-data\n"),
        debOf(home.path, "tool-data", version),
      ];
      const list = Buffer.from(packages.map(({ stanza }) => stanza).join("\n"));
      const release = `Date: Thu, 01 Jan 2026 00:00:00 UTC\nSHA256:\n ${hexOf(sha256Of(list))} ${list.length} Packages\n`;
      published.set(`${url}Packages`, list).set(`${url}Release`, Buffer.from(release));
      for (const { name, bytes } of packages) published.set(`${url}${name}`, bytes);
    }
    proxy = await startServer((request, response) => {
      const bytes = published.get(decodeURIComponent(request.url ?? "").replace("/./", "/"));
      if (bytes === undefined) response.writeHead(404).end();
      else response.end(bytes);
    });
    const base = await debianBase();
    repository = testRepository({
      "treestamp.yml": `image: ${registry.host}/team/debian
environments:
  tools:
    from: oci-layout://${base.folder}@${base.digest}
    assemble: { packages: [tool], lock: ci/tools.lock }
`,
    });
  }, 600_000);
  afterAll(async () => {
    repository[Symbol.dispose]();
    home[Symbol.dispose]();
    await proxy.stop();
  });

  const call = (machine: string, ...words: string[]) => callIn(repository.folder, machine, ...words);
  const callIn = (cwd: string, machine: string, ...words: string[]) =>
    treestampHere([...words, "--cache-folder", join(home.path, machine)], {
      cwd,
      env: { PATH: path, http_proxy: `http://${proxy.host}`, HTTP_PROXY: `http://${proxy.host}` },
    });
  const lockFile = () => readFileSync(join(repository.folder, "ci/tools.lock"), "utf8");
  const digestOf = ({ stdout, stderr }: Answer) => /^digest +(\S+)$/m.exec(stdout)?.[1] ?? stderr;

  test("are locked by what its own apt would install, with what they need", async () => {
    const { stdout, stderr } = await call("first", "lock");
    expect(stdout + stderr).toContain("ci/tools.lock: 2 packages, 2 changed\n");
    const { asked, platforms, packages } = parseLock(lockFile(), "ci/tools.lock");
    expect({ asked, platforms }).toEqual({ asked: ["tool"], platforms: ["linux/amd64"] });
    expect(packages).toEqual(
      ["tool", "tool-data"].map((name) => {
        const url = `${today}./${name}_2.0%2bb1-1_all.deb`;
        const bytes = published.get(`${today}${name}_2.0+b1-1_all.deb`)!;
        const size = bytes.length;
        return { platform: "linux/amd64", name, version: "1:2.0+b1-1", digest: sha256Of(bytes), size, url };
      }),
    );
    expect((await call("first", "lock", "--check")).stdout).toBe("ci/tools.lock: 2 packages\n");
    repository.commit("lock");
  });

  test("are locked as a mirror had them on a day", async () => {
    const { stdout, stderr } = await call("first", "lock", "--snapshot", "2020-01-31");
    expect(stdout + stderr).toContain("  linux/amd64  tool       moved  1:2.0+b1-1 -> 1:1.0-1\n");
    expect(lockFile()).toContain(` ${then}./tool_1.0-1_all.deb\n`);
    repository.git("checkout", "-q", ".");
  });

  test("get into a final image by a call that needs no treestamp.yml", async () => {
    const answer = await fetch(`http://${registry.host}/v2/team/debian/tags/list`);
    const { tags } = (await answer.json()) as { readonly tags: readonly string[] };
    const debian = `${registry.host}/team/debian:${tags.find((tag) => /^[0-9a-f]{40}$/.test(tag))}`; // which lock has asked
    using own = testRepository({ "made/app": "app\n" });
    const final = `${registry.host}/team/final`;
    const parts = ["--from", debian, "--proto", "made", "--packages", "tool", "--config", '{"entrypoint": ["tool"]}'];
    const words = [...parts, "--images", final, "--tags", "1.0"];
    const { exitCode, stderr } = await callIn(own.folder, "first", "assemble", ...words);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const made = fileOf(`${final}:1.0`, "usr/bin/tool", "app");
    expect(made).toContain('echo "tool 1:2.0+b1-1"');
    expect(made).toContain("app\n");
  });

  test("that nobody has are an error in apt's words, and the lock stays", async () => {
    const config = readFileSync(join(repository.folder, "treestamp.yml"), "utf8");
    repository.write({ "treestamp.yml": config.replace("[tool]", "[tool, tolo]") });
    const { exitCode, stderr } = await call("first", "lock");
    expect(exitCode).toBe(125);
    expect(stderr).toContain("The packages cannot be resolved. E: Unable to locate package tolo.");
    expect((await call("first", "build")).stderr).toContain("ci/tools.lock: it was not made for tolo.");
    repository.git("checkout", "-q", ".");
  });

  test("are built again to the same digest by a machine that has only the store, with no request upstream", async () => {
    const first = await call("first", "build");
    expect(first.stderr).toContain("Packages: 0 from the store, 2 from their mirrors.");
    const digest = digestOf(first);
    expect(digest).toMatch(/^sha256:/);
    published.clear();
    proxy.seen.length = 0;
    const second = await call("second", "build", "--force");
    expect(second.stderr).toContain("Packages: 2 from the store, 0 from their mirrors.");
    expect(digestOf(second)).toBe(digest);
    expect(proxy.seen).toEqual([]);
    expect(fileIn(second, "usr/bin/tool")).toContain('echo "tool 1:2.0+b1-1"');
  });

  test("of which the lock lacks one are not installed", async () => {
    const lines = lockFile().split("\n");
    repository.write({ "ci/tools.lock": lines.filter((line) => !line.includes(" tool-data ")).join("\n") });
    const lacks = await call("second", "build");
    expect(lacks.exitCode).toBe(125);
    expect(lacks.stderr).toContain("The packages could not be installed.");
    repository.write({ "ci/tools.lock": lines.filter((line) => !line.includes(".deb")).join("\n") });
    expect((await call("second", "build")).stderr).toContain("E: Unable to locate package tool");
    repository.git("checkout", "-q", ".");
  });
});

/**
 * No Alpine and no Fedora here: programs that answer as their package managers do, for what is asked of those, and that write
 * down with what words they were to install.
 */
const imitations = {
  apk: {
    place: "sbin/apk",
    text: (host: string) => `
case "$*" in
  --print-arch) echo x86_64 ;;
  update) echo OK ;;
  "add --simulate tool")
    echo "(1/2) Installing tool-data (1.5-r0)"
    echo "(2/2) Upgrading tool (1.0-r3 -> 2.0-r1)"
    echo "OK: 9 MiB" ;;
  "fetch --url --simulate tool-data=1.5-r0 tool=2.0-r1")
    echo http://${host}/x86_64/tool-data-1.5-r0.apk
    echo http://${host}/x86_64/tool-2.0-r1.apk ;;
  "fetch --output "*" tool-data=1.5-r0 tool=2.0-r1")
    printf data >"$3/tool-data-1.5-r0.apk"
    printf tool >"$3/tool-2.0-r1.apk" ;;
  *"--no-network "*" add -- "*) echo "$*" >/installed ;;
  *) echo "ERROR: $*"; exit 1 ;;
esac`,
    files: { "tool-2.0-r1.apk": "tool", "tool-data-1.5-r0.apk": "data" },
    versions: ["2.0-r1", "1.5-r0"],
    installed:
      "--no-cache --no-progress --no-network --repositories-file /dev/null add -- /run/treestamp-packages/tool_2.0-r1.apk /run/treestamp-packages/tool-data_1.5-r0.apk tool",
  },
  dnf: {
    place: "usr/bin/dnf",
    text: (host: string) => `
case "$*" in
  *"--downloadonly --destdir="*" install tool")
    folder=\${5#*=}
    printf data >"$folder/tool-data-1.5-1.noarch.rpm"
    printf tool >"$folder/tool-2.0-3.i686.rpm" ;;
  "-q repoquery --location tool-2.0-3.i686 tool-data-1.5-1.noarch" | "-q repoquery --location tool-data-1.5-1.noarch tool-2.0-3.i686")
    echo http://${host}/x86_64/tool-data-1.5-1.noarch.rpm
    echo http://${host}/x86_64/tool-2.0-3.i686.rpm ;;
  "install --assumeyes "*" --disablerepo=* "*) echo "$*" >/installed ;;
  *) echo "Error: $*"; exit 1 ;;
esac`,
    files: { "tool-2.0-3.i686.rpm": "tool", "tool-data-1.5-1.noarch.rpm": "data" },
    versions: ["1.5-1", "2.0-3"],
    installed:
      "install --assumeyes --setopt=keepcache=0 --setopt=install_weak_deps=False --disablerepo=* /run/treestamp-packages/tool-data_1.5-1.rpm /run/treestamp-packages/tool.i686_2.0-3.rpm tool",
  },
};

test.each(["apk", "dnf"] as const)(
  "packages of %s are locked, and installed from their files alone",
  async (manager) => {
    const { place, text, files, versions, installed } = imitations[manager];
    using home = testFolder();
    const mirror = await startServer((request, response) => {
      response.end(Object.entries(files).find(([name]) => request.url === `/x86_64/${name}`)?.[1]);
    });
    try {
      const program = { name: place, mode: 0o755, content: `#!/bin/sh${text(mirror.host)}\n` };
      const settings = { Env: ["PATH=/bin:/sbin:/usr/bin"] };
      const base = makeMarkedBase(join(home.path, "base"), undefined, settings, [tar([program])]);
      using repository = testRepository({
        "treestamp.yml": `image: ${registry.host}/team/${manager}
from: oci-layout://${base.folder}@${base.digest}
assemble: { packages: [tool], lock: tools.lock }
`,
      });
      const call = (...words: string[]) =>
        treestampHere([...words, "--cache-folder", join(home.path, "cache")], { cwd: repository.folder });
      const { stdout, stderr } = await call("lock");
      expect(stdout + stderr).toContain("tools.lock: 2 packages, 2 changed");
      const lock = parseLock(readFileSync(join(repository.folder, "tools.lock"), "utf8"), "tools.lock");
      expect(lock).toMatchObject({ manager, asked: ["tool"], platforms: ["linux/amd64"] });
      expect(lock.packages.map(({ version }) => version)).toEqual(versions);
      expect(new Set(lock.packages.map(({ url, digest }) => `${url} ${digest}`))).toEqual(
        new Set(
          Object.entries(files).map(([name, bytes]) => `http://${mirror.host}/x86_64/${name} ${sha256Of(bytes)}`),
        ),
      );
      repository.commit("lock");
      expect(fileIn(await call("build"), "installed")).toBe(`${installed}\n`);
    } finally {
      await mirror.stop();
    }
  },
);

/** A file of the image that a build has named. */
function fileIn({ stdout, stderr }: Answer, path: string): string {
  const image = /^image +(\S+)@/m.exec(stdout)?.[1];
  if (image === undefined) throw new Error(stderr);
  return fileOf(image, path);
}

function fileOf(image: string, ...paths: readonly string[]): string {
  const archive = execFileSync("crane", ["export", image, "-"], { maxBuffer: 1 << 30 });
  return execFileSync("tar", ["-xO", ...paths], { input: archive, encoding: "utf8" });
}

describe("a check of packages", () => {
  const asked = `from: base.example/debian@sha256:${"1".repeat(64)}\nassemble:\n  packages: [git]\n`;
  const lock = `treestamp-lock 1 apt\nasked git\nplatform linux/amd64\n`;

  test.each([
    ["without a lock", asked, undefined, "treestamp.yml: `assemble.packages` have no lock"],
    ["whose lock is not there", `${asked}  lock: ci/a.lock\n`, undefined, "ci/a.lock: `assemble.lock` is not there"],
    ["whose lock is broken", `${asked}  lock: a.lock\n`, `${lock}git\n`, "a.lock:4: a package has six words"],
    [
      "with a lock of others",
      `${asked.replace("git", "git, make")}  lock: a.lock\n`,
      lock,
      "a.lock: it was not made for make",
    ],
  ])("%s says so", async (_what, config, file, fault) => {
    using repository = testRepository({
      "treestamp.yml": config,
      ...(file === undefined ? { other: "" } : { "a.lock": file }),
    });
    const { exitCode, stderr } = await treestampHere(["lock", "--check"], { cwd: repository.folder });
    expect(exitCode).toBe(125);
    expect(stderr).toContain(`One thing is not fixed:\n  ${fault}`);
  });

  test("that make a root, at no fixed time, says so", async () => {
    const root = (more: string) => `environments:\n  base: { bootstrap: { packages: { suite: bookworm${more} } } }\n`;
    using repository = testRepository({ "treestamp.yml": root("") });
    const check = () => treestampHere(["lock", "--check"], { cwd: repository.folder });
    const { exitCode, stderr } = await check();
    expect(exitCode).toBe(125);
    expect(stderr).toContain(
      "One thing is not fixed:\n  treestamp.yml: `environments.base.bootstrap.packages` are whatever is newest that day",
    );
    repository.write({ "treestamp.yml": root(", snapshot: 20260101T000000Z") });
    expect((await check()).stdout).toBe("Everything is fixed; there is nothing to lock.\n");
  });

  test("of two environments with one lock are an error of lock itself", async () => {
    const assemble = `from: base.example/debian@sha256:${"1".repeat(64)}, assemble: { packages: [git], lock: a.lock }`;
    using repository = testRepository({
      "treestamp.yml": `environments:\n  one: { ${assemble} }\n  two: { ${assemble} }\n`,
    });
    const { exitCode, stderr } = await treestampHere(["lock"], { cwd: repository.folder });
    expect(exitCode).toBe(125);
    expect(stderr).toContain(
      "`environments.one.assemble.lock` and `environments.two.assemble.lock` are one file, a.lock.",
    );
  });

  test("whose lock is theirs passes", async () => {
    using repository = testRepository({ "treestamp.yml": `${asked}  lock: a.lock\n`, "a.lock": lock });
    const { exitCode, stdout } = await treestampHere(["lock", "--check"], { cwd: repository.folder });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "a.lock: 0 packages\n" });
  });
});
