/** All environments of a file in one call, on a machine with neither docker nor buildah. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type TestRepository, testFolder, testRepository } from "../fixtures/git.ts";
import { tar } from "../services/base-image.ts";
import { treestampHere } from "../services/command-line.ts";
import { debOf } from "../services/debian-package.ts";
import { type RunningServer, startServer } from "../services/http.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { withoutEngines } from "../services/without-engines.ts";

const names = ["one", "two", "tools", "debian"];
let registry: RunningRegistry;
let server: RunningServer;
let home: ReturnType<typeof testFolder>;
let repository: TestRepository;
/** PATH of a machine that has neither an engine nor a daemon. */
let path: string;

beforeAll(async () => {
  home = testFolder();
  path = withoutEngines(join(home.path, "bin"));
  const greeting = debOf(home.path, "greeting", "1");
  const served = new Map([
    ...["one", "two"].map((name) => [`/${name}.tar`, tar([{ name, mode: 0o644, content: name }])] as const),
    ["/debian/Packages", Buffer.from(greeting.stanza)],
    [`/debian/${greeting.name}`, greeting.bytes],
  ]);
  const bothAsked = meeting(2);
  server = await startServer(async ({ url = "" }, response) => {
    if (url === "/one.tar" || url === "/two.tar") await bothAsked(url);
    const bytes = served.get(url.replace("/./", "/"));
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
  });
  registry = await startRegistry();
  const sumOf = (name: string) =>
    createHash("sha256")
      .update(served.get(`/${name}.tar`)!)
      .digest("hex");
  repository = testRepository({
    "treestamp.yml": `
image: ${registry.host}/team/build
environments:
  one: { bootstrap: { tarball: "http://${server.host}/one.tar", sums: SHA256SUMS } }
  two: { bootstrap: { tarball: "http://${server.host}/two.tar", sums: SHA256SUMS } }
  tools: { from: one, assemble: { proto: tools } }
  debian:
    bootstrap:
      packages:
        suite: bookworm
        variant: extract
        include: [greeting]
        mirror: "deb [trusted=yes] http://${server.host}/debian/ ./"
`,
    SHA256SUMS: `${sumOf("one")}  one.tar\n${sumOf("two")}  two.tar\n`,
    "tools/tool": "tool\n",
  });
});
afterAll(async () => {
  repository?.[Symbol.dispose]();
  home?.[Symbol.dispose]();
  await Promise.all([registry?.stop(), server?.stop()]);
});

/** A place where callers wait for each other, until so many are there. */
function meeting(size: number): (caller: string) => Promise<void> {
  const there = new Map<string, () => void>();
  return (caller) =>
    new Promise((resolve) => {
      there.set(caller, resolve);
      if (there.size === size) for (const go of there.values()) go();
    });
}

const call = (...words: string[]) =>
  treestampHere([...words, "--cache-folder", join(home.path, "cache")], {
    cwd: repository.folder,
    env: { PATH: path },
  });

async function absent(): Promise<readonly string[]> {
  const { stdout } = await call("plan", "--json");
  return JSON.parse(stdout).include.map(({ environment }: { readonly environment: string }) => environment);
}

test("are planned, and built as many at once as the call says: no more, and no fewer", async () => {
  expect(await absent()).toEqual(names);
  // The server gives neither of the first two before it has been asked for both.
  const { exitCode, stderr } = await call("build", "--all", "--max-parallel", "2");
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  const steps = [...stderr.matchAll(/^Miss: .* \((\w+)\) yet\.$|^Built: \w+, /gm)].map(([, begun]) => begun);
  expect(steps.filter((name) => name !== undefined).toSorted()).toEqual(names.toSorted());
  let now = 0;
  const atOnce = steps.map((begun) => (begun === undefined ? --now : ++now));
  expect(Math.max(...atOnce)).toBe(2);
  expect(await absent()).toEqual([]);
});

test("can be a root of a distribution's packages", async () => {
  const image = JSON.parse((await call("resolve", "--environment", "debian", "--json")).stdout).image;
  const archive = execFileSync("crane", ["export", image, "-"]);
  expect(execFileSync("tar", ["-xO", "usr/bin/greeting"], { input: archive, encoding: "utf8" })).toContain(
    "greeting 1",
  );
});
