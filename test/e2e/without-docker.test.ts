/** Images without a Dockerfile, from an archive to a pushed image: by the command line, on a machine with no docker and no buildah. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { repositoryIn, type TestRepository, testFolder, testRepository } from "../fixtures/git.ts";
import { runStep } from "../services/action-runner.ts";
import { makeBusyboxBase, tar } from "../services/base-image.ts";
import { type Answer, type CallOptions, treestamp, treestampHere } from "../services/command-line.ts";
import { type RunningServer, startServer } from "../services/http.ts";
import { filesLeft, leftRunning } from "../services/killing.ts";
import { tagsOfLayout } from "../services/published.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { asUnprivilegedUser } from "../services/unprivileged-user.ts";
import { withoutEngines } from "../services/without-engines.ts";

let registry: RunningRegistry;
let server: RunningServer;
let home: ReturnType<typeof testFolder>;
let repository: Omit<TestRepository, typeof Symbol.dispose>;
/** PATH of a machine that has neither an engine nor a daemon. */
let path: string;

beforeAll(async () => {
  home = testFolder();
  const root = rootArchive(join(home.path, "base"));
  server = await startServer((request, response) => {
    if (request.url === "/root-amd64.tar.gz") response.end(root);
    else response.writeHead(404).end();
  });
  registry = await startRegistry();
  path = withoutEngines(join(home.path, "bin"));
  repository = repositoryIn(join(home.path, "repository"));
  repository.write({
    "treestamp.yml": `
image: ${registry.host}/team/build
environments:
  root:
    bootstrap:
      tarball: http://${server.host}/root-{arch}.tar.gz
      sums: ci/SHA256SUMS
      overlay: ci/overlay
  tools:
    from: root
    assemble:
      proto: ci/proto
      run: ci/install.sh
      config: { env: { GREETING: hello }, labels: { team: words }, workdir: /work }
  tests: { from: tools, assemble: { proto: ci/tests } }
  own: { bootstrap: { tarball: ci/own.tar.gz } }
  late: { from: own, assemble: { config: { env: { LATE: "yes" } } } }
  fails: { from: root, assemble: { run: "echo begun; echo why >&2; exit 3" } }
  waits: { from: root, assemble: { run: "echo begun; sleep 600 & wait" } }
  packages: { from: root, assemble: { packages: [make] } }
  unknown: { from: tools, assemble: { packages: [make] } }
  other: { bootstrap: { tarball: "http://${server.host}/other-{arch}.tar.gz", sums: ci/SHA256SUMS } }
default: tests
`,
    "ci/SHA256SUMS": `${createHash("sha256").update(root).digest("hex")} *root-amd64.tar.gz\r\n`,
    "ci/overlay/etc/sources": "our mirror\n",
    "ci/proto/opt/tool": "tool\n",
    "ci/proto/sbin/apk": { run: "#!/bin/sh\necho fetching the index\necho 'ERROR: make (no such package)'; exit 1\n" },
    "ci/install.sh": "#!/bin/sh -e\ncat /opt/tool /etc/sources >/installed\nrm /etc/sources\nln -s installed /link\n",
    "ci/tests/opt/tests": "tests\n",
  });
  const own = tar([{ name: "own", mode: 0o644, content: "own\n" }]);
  writeFileSync(join(repository.folder, "ci/own.tar.gz"), gzipSync(own));
  repository.git("init", "-q", "-b", "main", "--template=");
  repository.commit("first");
});
afterAll(async () => {
  home?.[Symbol.dispose]();
  await Promise.all([registry?.stop(), server?.stop()]);
});

/** A root as distributions ship it: busybox's, a tar that gzip has compressed. */
function rootArchive(folder: string): Buffer {
  const { digest } = makeBusyboxBase(folder);
  const blob = (of: string) => readFileSync(join(folder, "blobs", of.replace(":", "/")));
  return blob(JSON.parse(blob(digest).toString()).layers[0].digest);
}

/** Calls it on a machine of its own: `machine` names that machine's cache. */
function call(machine: string, words: readonly string[], options: CallOptions = {}): Promise<Answer> {
  const [verb, ...rest] = words;
  return treestamp([verb!, "--cache-folder", join(home.path, machine), ...rest], {
    cwd: repository.folder,
    ...options,
    env: { PATH: path, ...options.env },
  });
}

async function json(machine: string, words: readonly string[], options: CallOptions = {}) {
  const { exitCode, stdout, stderr } = await call(machine, [words[0]!, "--json", ...words.slice(1)], options);
  if (exitCode !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Another user's machine, with another umask and clock: a folder of that user's, and how a clone of the repository is called. */
let other: { readonly folder: string; readonly options: CallOptions };
beforeAll(() => {
  const [uid, folder] = [1001, join(home.path, "other")];
  chmodSync(home.path, 0o755);
  repository.git("clone", "-q", ".", join(folder, "repository"));
  execFileSync("chown", ["--recursive", `${uid}:${uid}`, folder]);
  const through = [...asUnprivilegedUser(uid, join(home.path, "user")), "sh", "-c", 'umask 077; exec "$@"', "sh"];
  const env = { NODE_OPTIONS: `--import ${join(import.meta.dirname, "../services/other-clock.mjs")}` };
  other = { folder, options: { cwd: join(folder, "repository"), through, env } };
});

interface Named {
  readonly digest: string;
}

interface Manifest {
  readonly manifests: readonly [Named, ...Named[]];
  readonly config: Named;
  readonly layers: readonly Named[];
}

/** A manifest or an index as the registry has it. */
async function inRegistry(repo: string, reference: string): Promise<Manifest> {
  const accept = "application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json";
  const answer = await fetch(`http://${registry.host}/v2/${repo}/manifests/${reference}`, { headers: { accept } });
  if (!answer.ok) throw new Error(`${repo}:${reference}: ${answer.status}`);
  return (await answer.json()) as Manifest;
}

describe("with neither docker nor buildah", () => {
  test("an environment is bootstrapped from a server, assembled in layers, and run", async () => {
    const script = "cat /installed /link /opt/tests; test -e /etc/sources || echo removed; echo $GREETING";
    const { exitCode, stdout, stderr } = await call("first", ["run", "--", "sh", "-c", script]);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const missed = [...stderr.matchAll(/^Miss: .* has no [0-9a-f]{40} \((\w+)\) yet\.$/gm)].map(([, name]) => name);
    expect(missed).toEqual(["root", "tools", "tests"]);
    expect(stdout).toBe("tool\nour mirror\ntool\nour mirror\ntests\nremoved\nhello\n");
    server.seen.length = 0;
    expect(await json("second", ["run", "--", "true"])).toMatchObject({ "cache-hit": true });
    expect(server.seen).toEqual([]); // the root is in the registry
  });

  test("and from an archive of the repository", async () => {
    const { digest } = await json("first", ["build", "--environment", "own"]);
    const [image] = (await inRegistry("team/build", digest)).manifests;
    const { layers } = await inRegistry("team/build", image.digest);
    expect(layers).toHaveLength(1);
  });

  test("image and snapshot are the same bytes on another machine, for another user, with another umask and clock", async () => {
    const ours = join(home.path, "store");
    const theirs = join(other.folder, "store");
    const one = await json("machine", ["build", "--store", ours]);
    const two = await json("other/machine", ["build", "--store", theirs], other.options);
    expect([one["cache-hit"], two["cache-hit"]]).toEqual([false, false]);
    expect(one.stages).toContainEqual({ name: "upstreams", seconds: expect.any(Number), note: "tools" });
    expect(two.digest).toBe(one.digest); // of the index that names image and snapshot
    const inStore = (store: string) => tagsOfLayout(store).sort((a, b) => (a.tag < b.tag ? -1 : 1));
    expect(inStore(theirs)).toEqual(inStore(ours));
    expect(inStore(ours).flatMap(({ missing }) => missing)).toEqual([]);
  });
});

describe("a final image of files on disk", () => {
  /** Their modes, but for the umask. */
  const files: Readonly<Record<string, number>> = {
    "usr/app": 0o755,
    "usr/lib/b": 0o644,
    "usr/lib/a": 0o644,
    "etc/app.conf": 0o644,
  };
  /** Makes them one after the other, as a build does. */
  const make = (folder: string, names: readonly string[], umask: number) => {
    for (const name of names) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), name, { mode: files[name]! & ~umask });
    }
    return folder;
  };
  const words = (verb: string, proto: string, name: string) => [
    ...[verb, "--from", "tools", "--proto", proto, "--tags", "1.0"],
    ...[
      "--config",
      '{"entrypoint": ["/usr/app"], "env": {"MODE": "live"}}',
      "--images",
      `${registry.host}/team/${name}`,
    ],
  ];

  test("is assembled on an environment, into a registry and a folder", async () => {
    const proto = make(join(home.path, "made"), Object.keys(files), 0o022);
    const output = join(home.path, "output");
    const { exitCode, stderr } = await call("first", [...words("assemble", proto, "app"), "--output", output]);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const manifest = await inRegistry("team/app", "1.0");
    const [base] = (await inRegistry("team/build", (await json("first", ["resolve", "--environment", "tools"])).tag))
      .manifests;
    const below = await inRegistry("team/build", base.digest);
    expect(manifest.layers.slice(0, -1)).toEqual(below.layers);
    const config = JSON.parse(readFileSync(join(output, "blobs", manifest.config.digest.replace(":", "/")), "utf8"));
    expect(config.config).toMatchObject({
      ...{
        Entrypoint: ["/usr/app"],
        WorkingDir: "/work",
        Env: [expect.stringMatching(/^PATH=/), "GREETING=hello", "MODE=live"],
      },
      Labels: { team: "words" },
    });
    expect(tagsOfLayout(output).flatMap(({ missing }) => missing)).toEqual([]);
  });

  test("is the same when `push` makes it on another machine, of files that were made in another order and at other times", async () => {
    const proto = make(join(other.folder, "made"), Object.keys(files).reverse(), 0o077);
    for (const name of ["usr/app", "usr/lib", "etc"]) utimesSync(join(proto, name), 1_000_000_000, 1_000_000_000);
    const { exitCode, stderr } = await call("other/machine", words("push", proto, "pushed"), other.options);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(await inRegistry("team/pushed", "1.0")).toEqual(await inRegistry("team/app", "1.0"));
  });
});

describe("what a final image is assembled on", () => {
  const final = (from: string) => {
    mkdirSync(join(home.path, "files"), { recursive: true });
    writeFileSync(join(home.path, "files/file"), "");
    return ["assemble", "--from", from, "--proto", join(home.path, "files"), "--output", join(home.path, "final")];
  };

  test("is made first where it is absent, and the stages tell", async () => {
    const { stages } = await json("third", final("late"));
    const names = stages.map(({ name }: { readonly name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(["upstreams", "assemble", "pack", "publish"]));
  });

  test("if it is an image that treestamp has not made, it is no recipe that a commit has changed", async () => {
    using alone = testRepository({ "treestamp.yml": "bootstrap: { tarball: own.tar.gz }\n" });
    writeFileSync(join(alone.folder, "own.tar.gz"), readFileSync(join(repository.folder, "ci/own.tar.gz")));
    alone.commit("with its root");
    expect((await call("alone", ["build"], { cwd: alone.folder })).exitCode).toBe(0);
    const { exitCode, stderr } = await call("alone", final(`oci:${join(home.path, "base")}:latest`), {
      cwd: alone.folder,
    });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).toMatch(/is not fixed by a digest: write oci:\S+\/base@sha256:[0-9a-f]{64}\.$/m);
    expect(stderr).toMatch(/^Miss: .* has no [0-9a-f]{40} yet\.$/m);
  });
});

test("an image of one platform stands for no other one", async () => {
  const { digest } = JSON.parse(readFileSync(join(home.path, "base/index.json"), "utf8")).manifests[0];
  const from = `oci:${join(home.path, "base")}@${digest}`;
  using other = testRepository({ "treestamp.yml": `from: ${from}\nplatforms: [linux/arm64]\nassemble: {}\n` });
  const { exitCode, stderr } = await call("first", ["build"], { cwd: other.folder });
  expect(exitCode).toBe(125);
  expect(stderr).toContain("The image is for linux/amd64, not linux/arm64.");
});

describe("a contradictory call says what is wrong", () => {
  test.each([
    [
      "an environment that is none",
      ["--from", "debian", "--output", "x"],
      '`from`: treestamp.yml has no environment "debian".',
    ],
    [
      "and how an image is named",
      ["--from", "debian", "--output", "x"],
      "An image is written debian:TAG or debian@sha256:….",
    ],
    ["a script that is not there", ["--from", "tools", "--script", "no.sh", "--output", "x"], "`script`: "],
    [
      "a folder that is not there",
      ["--from", "tools", "--proto", "none", "--output", "x"],
      "`proto`: there is no folder",
    ],
    [
      "no place for the image",
      ["--from", "tools", "--proto", "ci/proto"],
      "`images`: nothing says where the image goes.",
    ],
  ])("%s", async (_, words, message) => {
    const given = ["assemble", "--cache-folder", join(home.path, "first"), ...words];
    const { exitCode, stderr } = await treestampHere(given, { cwd: repository.folder });
    expect(exitCode).toBe(125);
    expect(stderr).toContain(message);
  });
});

describe("what cannot be made", () => {
  const absent = async (environment: string) => {
    const { state, tag } = await json("first", ["resolve", "--environment", environment]);
    expect(state).toBe("absent");
    await expect(inRegistry("team/build", tag)).rejects.toThrow("404");
    expect(await leftRunning(join(home.path, "first"))).toEqual([]);
    expect(filesLeft(join(home.path, "first/scratch"))).toEqual([]);
  };

  test.each([
    ["fails", "Environment fails: The script `run` failed. It ended with exit code 3.", "why\n"],
    [
      "packages",
      "`packages`: the base has no package manager: none of apt-get, apk, dnf",
      "bring what is needed by `proto`",
    ],
    [
      "other",
      "ci/SHA256SUMS has no sum of other-amd64.tar.gz, the archive for linux/amd64; it has root-amd64.tar.gz.",
      "",
    ],
  ])("is not published, and says why: %s", async (environment, why, shown) => {
    const { exitCode, stderr } = await call("first", ["build", "--environment", environment]);
    expect(exitCode).toBe(125);
    expect(stderr).toContain(why);
    expect(stderr).toContain(shown);
    if (environment !== "other") await absent(environment);
  });

  test("shows a package manager's own words in a group of a step's log, and the last of them in its error", async () => {
    const machine = join(home.path, "runner");
    const step = { uses: "actions/build", with: { environment: "unknown" }, workspace: repository.folder, machine };
    const { exitCode, raw, annotations } = await runStep({ ...step, env: { PATH: path } });
    expect(exitCode).toBe(1);
    const words = "fetching the index\nERROR: make (no such package)\n";
    expect(raw).toContain(`::group::Install 1 package\n${words}::endgroup::\n`);
    const [error] = annotations.filter(({ level }) => level === "error");
    expect(error!.message).toContain("The packages could not be installed. ERROR: make (no such package). Check");
    expect(`${error!.message}\n`).toContain(words);
  });

  test("nor is what is interrupted while its script runs", async () => {
    const { exitCode } = await call("first", ["build", "--environment", "waits"], {
      interrupt: { after: "begun", signal: "SIGINT" },
    });
    expect(exitCode).toBe(130);
    await absent("waits");
  });
});
