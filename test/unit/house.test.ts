import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { version } from "../../core/version.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Each source file with what it imports: a path from the root, or a package's name. */
const imports = new Map(
  ["core", "cli", "actions"]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((f) => `${folder}/${f}`),
    )
    .filter((file) => file.endsWith(".ts"))
    .map((file) => {
      const text = readFileSync(join(root, file), "utf8");
      const names = [...text.matchAll(/(?:^|\n)(?:import|export)[^"';]*?from "([^"]+)"|import\("([^"]+)"\)/g)];
      const targets = names.map(([, from, lazily]) => from ?? lazily!);
      return [
        file,
        targets.map((name) => (name.startsWith(".") ? relative(root, join(root, dirname(file), name)) : name)),
      ];
    }),
);

/** Imports that a rule forbids, as "file -> target". */
function offending(isFrom: (file: string) => boolean, isTo: (target: string) => boolean): string[] {
  return [...imports].flatMap(([file, targets]) =>
    isFrom(file) ? targets.filter(isTo).map((target) => `${file} -> ${target}`) : [],
  );
}

/** Rooms whose ports have drivers. Those of places do not count: they are made from other rooms' ports, stores and caches. */
const withDrivers = readdirSync(join(root, "core")).filter(
  (room) => existsSync(join(root, "core", room, "port.ts")) && room !== "places",
);

/** All that a verb may know of these rooms beside their ports: a file that comes new is a driver's until it stands here. */
const ofOci = "access annotate byte-stream copy digest image-config joined lookup manifest reference";
const knownToVerbs = ["core/sandbox/phases/run.ts", ...ofOci.split(" ").map((name) => `core/oci/${name}.ts`)];

describe("imports point one way", () => {
  test("the core knows neither the command line nor the actions", () => {
    expect(
      offending(
        (file) => file.startsWith("core/"),
        (target) => /^(cli|actions)\//.test(target),
      ),
    ).toEqual([]);
  });

  test("nothing but the surfaces imports app, which picks the drivers", () => {
    expect(
      offending(
        (file) => file.startsWith("core/"),
        (target) => target === "core/app.ts",
      ),
    ).toEqual([]);
  });

  test("a verb imports no driver, no child process and no host", () => {
    const isDriver = (target: string) =>
      (withDrivers.some((room) => target.startsWith(`core/${room}/`) && target !== `core/${room}/port.ts`) &&
        !knownToVerbs.includes(target)) ||
      target === "core/machine/process.ts" ||
      target === "node:child_process";
    expect(offending((file) => file.startsWith("core/verbs/"), isDriver)).toEqual([]);
  });

  test("what a verb may know of a room with drivers is there, and a verb knows it", () => {
    expect(withDrivers).toEqual(expect.arrayContaining(["assemble", "bootstrap", "engine", "host", "oci", "sandbox"]));
    const known = new Set([...imports].flatMap(([file, targets]) => (file.startsWith("core/verbs/") ? targets : [])));
    expect(knownToVerbs.filter((file) => !existsSync(join(root, file)) || !known.has(file))).toEqual([]);
  });

  test("the rooms of the core form no circle, not even of types", () => {
    const roomOf = (path: string) => path.split("/")[1]!;
    const uses = new Map<string, Set<string>>();
    for (const [file, targets] of imports) {
      if (!file.startsWith("core/")) continue;
      const used = uses.get(roomOf(file)) ?? new Set();
      uses.set(roomOf(file), used);
      for (const target of targets) if (target.startsWith("core/")) used.add(roomOf(target));
      used.delete(roomOf(file));
    }
    // A room that uses no room that is left can be taken away: what stays at last is in a circle, or above one.
    const left = new Map(uses);
    for (let size = -1; size !== left.size; ) {
      size = left.size;
      for (const [room, used] of left) if (![...used].some((other) => left.has(other))) left.delete(room);
    }
    expect([...left.keys()]).toEqual([]);
  });

  test("@actions packages are known to the hosts alone", () => {
    expect(
      offending(
        (file) => !file.startsWith("core/host/"),
        (target) => target.startsWith("@actions/"),
      ),
    ).toEqual([]);
  });
});

test("the core reads no variable of the environment by itself", () => {
  const readers = [...imports.keys()].filter(
    (file) =>
      file.startsWith("core/") && /process\.env|from "(node:)?process"/.test(readFileSync(join(root, file), "utf8")),
  );
  expect(readers).toEqual([]);
});

test("importing an entry does not run it", async () => {
  for (const file of [...imports.keys()].filter((file) => /\/main\.ts$/.test(file))) {
    const entry = (await import(join(root, file))) as { main: unknown };
    expect(typeof entry.main).toBe("function");
  }
});

test("the version is the one of package.json", () => {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  expect(version).toBe(manifest.version);
});

describe("docs/architecture.md", () => {
  const page = readFileSync(join(root, "docs/architecture.md"), "utf8");
  const paths = [...new Set([...page.matchAll(/\b(?:core|cli|bench|test)\/[\w./-]*\w\/?/g)].map(([path]) => path))];

  test("names only what is there", () => {
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test("names every folder of the core", () => {
    const folders = readdirSync(join(root, "core"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).filter((name) => !page.includes(`core/${name}/`))).toEqual([]);
  });
});
