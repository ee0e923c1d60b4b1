/** Signed images on the command line, with a registry, a Sigstore of our own and a workflow's identity. */

import { execFileSync } from "node:child_process";
import { generateKeyPairSync, hash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { streamOf } from "../../core/oci/byte-stream.ts";
import { readWhole, sha256Of } from "../../core/oci/digest.ts";
import { findManifest } from "../../core/oci/lookup.ts";
import { openStore } from "../../core/oci/open.ts";
import type { Store } from "../../core/oci/port.ts";
import { manifestOf } from "../../core/oci/stored-manifest.ts";
import { makeIndex, makeSnapshotManifest, parseIndex, parseSnapshotManifest } from "../../core/places/published.ts";
import { chunkTable, encodeChunkTable, parseChunkTable } from "../../core/snapshot/table.ts";
import { makeProject, type Project, treestamp } from "../services/command-line.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { claimsOf, type RunningSigstore, startSigstore } from "../services/sigstore.ts";

const files = {
  "environment/Dockerfile": "FROM base\nRUN echo built > /built\n",
  "treestamp.yml": "context: environment\n",
};

let registry: RunningRegistry;
let proxy: QuirkProxy;
let sigstore: RunningSigstore;
let project: Project;
let store: readonly string[];
let ours: readonly string[];
let job: NodeJS.ProcessEnv;
beforeAll(async () => {
  registry = await startRegistry();
  proxy = await startQuirkProxy(registry.host);
  project = makeProject(files);
  sigstore = await startSigstore(claimsOf(project.repository.git("rev-parse", "HEAD")));
  job = sigstore.job();
  const root = join(project.folder("trust"), "root.json");
  writeFileSync(root, JSON.stringify(sigstore.root()));
  store = ["--store", `${proxy.host}/team/build`];
  ours = [`fulcio=${sigstore.address}`, `rekor=${sigstore.address}`, `root=${root}`].flatMap((one) => [
    "--sigstore",
    one,
  ]);
});
afterAll(async () => {
  project[Symbol.dispose]();
  await Promise.all([proxy.stop(), registry.stop(), sigstore.stop()]);
});

const machine = (name: string) => ["--cache-folder", project.folder(name)];
const manifestsOf = (repository: string) =>
  proxy.seen
    .filter(({ path }) => path.startsWith(`/v2/${repository}/`))
    .filter(({ path }) => !/-(lease|build|records)$/.test(path))
    .map(({ method, path }) => `${method} ${path}`);

describe("a workflow that attests", () => {
  test("builds, signs, and writes the tag once, last", async () => {
    proxy.seen.length = 0;
    const built = await project.json("build", [...store, ...ours, "--attest"], { env: job });
    expect(built.stages.map(({ name }) => name)).toContain("attest");
    const puts = manifestsOf("team/build").filter((line) => line.startsWith("PUT") && line.includes("/manifests/"));
    expect(puts.filter((line) => line.endsWith(built.tag))).toHaveLength(1);
    expect(puts.at(-1)).toMatch(new RegExp(`${built.tag}$`));
    expect(sigstore.seen).toEqual(["/token", "/api/v2/signingCert", "/api/v1/log/entries"]);
  });

  test("its image is mounted where a signature is required, and no request more is made than without", async () => {
    const asked = async (verify: string) => {
      proxy.seen.length = 0;
      const words = [...store, ...ours, "--verify", verify, ...machine(`verify-${verify}`)];
      await project.json("pull", words, { env: job });
      return manifestsOf("team/build").sort();
    };
    const without = await asked("off");
    sigstore.seen.length = 0;
    expect(await asked("required")).toEqual(without);
    expect(sigstore.seen).toEqual([]);
  });

  test("what was fetched without looking is looked at once, when somebody requires it", async () => {
    const words = [...store, ...ours, ...machine("remembers")];
    await project.json("pull", [...words, "--verify", "off"], { env: job });
    const requests = async (verify: string) => {
      proxy.seen.length = 0;
      await project.json("pull", [...words, "--verify", verify], { env: job });
      return manifestsOf("team/build").length;
    };
    expect(await requests("off")).toBe(0);
    expect(await requests("required")).toBeGreaterThan(0);
    expect(await requests("required")).toBe(0);
    expect(await requests("when-present")).toBe(0);
  });

  test("promote carries the signature to another repository, and there it verifies", async () => {
    const to = `${proxy.host}/other/build`;
    const promoted = await project.call("promote", [...store, ...ours, "--images", to, "--tags", "type=tree"], {
      env: job,
    });
    expect(promoted).toMatchObject({ exitCode: 0 });
    const words = ["--store", to, ...ours, "--verify", "required", ...machine("other")];
    expect((await project.json("pull", words, { env: job }))["cache-hit"]).toBe(true);
  });

  test("other clients take the image and skip the rest", async () => {
    const { image } = await project.json("resolve", store);
    // Not through the proxy, which is in this process: that waits for skopeo.
    const name = `docker://${image.replace(proxy.host, registry.host).replace(/:[0-9a-f]{40}@/, "@")}`;
    const config = execFileSync("skopeo", ["inspect", "--tls-verify=false", "--config", name], { encoding: "utf8" });
    expect(JSON.parse(config)).toMatchObject({ os: "linux", architecture: "amd64" });
  });
});

describe("a registry that somebody else may push to", () => {
  let there: Store;
  let tag: string;
  beforeAll(async () => {
    there = openStore(`${registry.host}/team/build`, { environment: {}, workingFolder: "." } as Parameters<
      typeof openStore
    >[1]);
    ({ tag } = await project.json("resolve", store));
  });

  interface Index {
    manifests: { annotations?: Record<string, string>; platform: { os: string } }[];
  }
  async function rewrite(change: (index: Index) => void): Promise<void> {
    const lookup = await there.lookup(tag);
    if (lookup.state !== "present") throw new Error(lookup.state);
    const index = JSON.parse(lookup.manifest.body.toString("utf8")) as Index;
    change(index);
    await there.writeManifest(
      manifestOf(lookup.manifest.descriptor.mediaType, Buffer.from(JSON.stringify(index))),
      tag,
    );
  }
  const pull = (verify: string, name: string) =>
    project.call("pull", [...store, ...ours, "--verify", verify, ...machine(name)], { env: job });

  test("a signature that was changed is an error, not an unsigned image", async () => {
    await rewrite(({ manifests }) => {
      const annotations = manifests.at(-1)!.annotations!;
      annotations["dev.treestamp.attestation"] = annotations["dev.treestamp.attestation"]!.replace(
        /"payload":"e/,
        '"payload":"f',
      );
    });
    const { exitCode, stderr } = await pull("when-present", "changed");
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain("is not valid by the root of trust");
  });

  test("a signature that was taken away is missed where one is required", async () => {
    await rewrite(({ manifests }) => {
      manifests.pop();
    });
    const { exitCode, stderr } = await pull("required", "stripped");
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(`Nobody has signed ${proxy.host}/team/build:${tag}`);
  });

  test("and given back by a build that is forced: the same image, signed", async () => {
    const forced = await project.call("build", [...store, ...ours, "--attest", "--force"], { env: job });
    expect(forced).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("has the same image, which is signed now."),
    });
    expect(await pull("required", "again")).toMatchObject({ exitCode: 0 });
  });
});

test("a key signs where there is no workflow, and its public half believes no other", async () => {
  const keys = [generateKeyPairSync("ed25519"), generateKeyPairSync("ed25519")];
  const file = (name: string, text: string | Buffer) => {
    const path = join(project.folder("keys"), name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const secret = file("key.pem", keys[0]!.privateKey.export({ type: "pkcs8", format: "pem" }));
  const [open, other] = keys.map(({ publicKey }, at) =>
    file(`${at}.pub`, publicKey.export({ type: "spki", format: "pem" })),
  );
  project.repository.git("remote", "add", "origin", "https://github.com/acme/app.git");
  const by = ["--store", `${proxy.host}/keyed/build`];
  await project.json("build", [...by, "--attest", "--attest-key-file", secret]);
  const pull = (key: string, name: string) =>
    project.call("pull", [...by, "--verify", "required", "--verify-key", key, ...machine(name)]);
  expect(await pull(open!, "keyed")).toMatchObject({ exitCode: 0 });
  expect(await pull(other!, "other-key")).toMatchObject({ stderr: expect.stringContaining("is not by `verify-key`") });
});

test("a job that may not ask for its identity fails before it builds", async () => {
  project.repository.write({ "environment/more": "more\n" });
  const sha = project.repository.commit("more");
  const env = { ...sigstore.job(false), GITHUB_SHA: sha };
  const { exitCode, stderr } = await project.call("build", [...store, ...ours, "--attest"], { env });
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain("permissions: id-token: write");
  expect(stderr).not.toContain("RUN echo built");
});

test("a signed image keeps frames of a signed ancestor alone", async () => {
  const there = ["--store", `${proxy.host}/ancestors/build`];
  const notes: (string | undefined)[] = [];
  for (const flags of [[], ["--attest"], ["--attest"]]) {
    project.repository.write({ "environment/Dockerfile": `FROM base\nRUN echo ${notes.length} > /number\n` });
    const env = { ...sigstore.job(), GITHUB_SHA: project.repository.commit(`ancestor ${notes.length}`) };
    sigstore.claims = { ...sigstore.claims, sha: env.GITHUB_SHA };
    const { stages } = await project.json("build", [...there, ...ours, ...flags], { env });
    notes.push(stages.find(({ name }) => name === "pack")?.note);
  }
  expect(notes.map((note) => note?.includes("frames are there"))).toEqual([false, false, true]);
});

test("what is signed is made from nothing that nobody has signed", async () => {
  const { repository, base, folder } = project;
  repository.write({
    "treestamp.yml": `environments:\n  tools: { context: tools, base: { ${base.replace("=", ": ")} } }\n  app: { context: app, from: tools }\n`,
    "tools/Dockerfile": "FROM base\nRUN echo tools > /tools\n",
    "app/Dockerfile": "FROM tools\nRUN echo app > /app\n",
  });
  const env = { ...sigstore.job(), GITHUB_SHA: repository.commit("graph") };
  sigstore.claims = { ...sigstore.claims, sha: env.GITHUB_SHA };
  const build = (environment: string, ...flags: string[]) => {
    const words = ["--environment", environment, "--store", `${proxy.host}/graph/build`, "--engine", "buildah"];
    const all = ["build", ...words, "--cache-folder", folder("graph"), ...ours, ...flags];
    return treestamp(all, { cwd: repository.folder, env });
  };
  expect(await build("tools")).toMatchObject({ exitCode: 0 });
  expect(await build("app", "--attest")).toMatchObject({ stderr: expect.stringContaining("Nobody has signed") });
  expect(await build("tools", "--attest", "--force")).toMatchObject({ exitCode: 0 });
  expect(await build("app", "--attest")).toMatchObject({ exitCode: 0 });
  repository.write(files);
  repository.commit("without a graph");
});

describe("treestamp verify", () => {
  const verify = (...words: string[]) => project.call("verify", [...words, ...ours], { env: job });

  test("says who built the image, and from what", async () => {
    const { exitCode, stdout } = await verify(
      ...store,
      "--ref",
      project.repository.git("rev-list", "--max-parents=0", "HEAD"),
      "--json",
    );
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      signer: {
        by: "workflow",
        builder: "https://github.com/acme/app/.github/workflows/build.yml@refs/heads/main",
        repository: "https://github.com/acme/app",
        ref: "refs/heads/main",
        event: "push",
        runner: "github-hosted",
        run: "https://github.com/acme/app/actions/runs/12/attempts/1",
        paths: ["treestamp.yml", "environment", "environment/Dockerfile"],
      },
    });
  });

  test("fails where nobody has signed, and where there is nothing", async () => {
    const unsigned = ["--store", `${proxy.host}/unsigned/build`];
    expect(await verify(...unsigned)).toMatchObject({
      exitCode: 125,
      stderr: expect.stringContaining("nothing to verify"),
    });
    await project.json("build", unsigned);
    expect(await verify(...unsigned)).toMatchObject({
      exitCode: 125,
      stderr: expect.stringContaining("Nobody has signed"),
    });
  });

  test("builds the image again, and it is the same", async () => {
    const unsigned = ["--store", `${proxy.host}/unsigned/build`, "--verify", "off", "--rebuild"];
    const { exitCode, stdout } = await verify(...unsigned);
    expect(stdout).toContain("linux/amd64: built again, the image is the same, its snapshot is the same.");
    expect(exitCode).toBe(0);
  });

  test("finds frames that hold something else than the table of their snapshot says", async () => {
    const there = openStore(`${registry.host}/unsigned/build`);
    const { tag } = await project.json("resolve", ["--store", `${proxy.host}/unsigned/build`]);
    const [image] = parseIndex((await findManifest(there, tag))!);
    const own = parseSnapshotManifest((await findManifest(there, image!.snapshot!.digest))!);
    const table = parseChunkTable(await readWhole(there, own.table));
    const frames = await readWhole(there, own.frames[0]!);
    const parts = table.chunks.map(({ frameOffset, frameLength, plainLength }, at) => {
      const evil = at === table.chunks.length - 1;
      return evil
        ? zstdCompressSync(Buffer.alloc(plainLength, "evil"))
        : frames.subarray(frameOffset, frameOffset + frameLength);
    });
    const changed = chunkTable(
      table.chunks.map((chunk, at) => {
        const frame = parts[at]!;
        return { ...chunk, frameLength: frame.length, frameDigest: hash("sha256", frame, "buffer") };
      }),
    );
    expect(changed.identity).toBe(own.identity);
    const put = async (bytes: Buffer) => {
      const blob = { mediaType: "application/octet-stream", digest: sha256Of(bytes), size: bytes.length };
      await there.writeBlob(blob, () => streamOf(bytes));
      return blob;
    };
    const stored = {
      frames: [await put(Buffer.concat([...parts.slice(1), parts[0]!]))],
      table: await put(encodeChunkTable(changed)),
    };
    const { manifest, config } = makeSnapshotManifest({ ...own, ...stored }, 1);
    await there.writeBlob(config.blob, () => streamOf(config.bytes));
    await there.writeManifest(manifest);
    await there.writeManifest(makeIndex([{ ...image!, snapshot: manifest.descriptor }]), tag);
    const { exitCode, stdout } = await verify(
      "--store",
      `${proxy.host}/unsigned/build`,
      "--verify",
      "off",
      "--rebuild",
    );
    expect(stdout).toContain("the image is the same, its snapshot differs.");
    expect(exitCode).toBe(1);
  });

  test("says which files differ, by layer, and why that may be", async () => {
    const random =
      "FROM base\nRUN mkdir -p /var/log; for file in random var/log/build.log; do head -c 9 /dev/urandom > /$file; done\n";
    project.repository.write({ "environment/Dockerfile": random });
    project.repository.commit("random");
    const there = ["--store", `${proxy.host}/random/build`];
    await project.json("build", there);
    const { exitCode, stdout } = await verify(...there, "--verify", "off", "--rebuild");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("built again, the image differs, its snapshot differs.");
    expect(stdout).toMatch(/content.* random {2}An instruction uses the network, the clock or chance/);
    expect(stdout).toMatch(/content.* var\/log\/build\.log {2}A log has the time of the build/);
  });
});
