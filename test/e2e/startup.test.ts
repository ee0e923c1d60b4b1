/** What a command loads: starting is most of what a short one takes. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { gitEnvironment, testFolder, testRepository } from "../fixtures/git.ts";

const entry = join(import.meta.dirname, "../../dist/cli/index.js");

/** The folders of core/ and cli/ whose code a call loads, and the modules of Node and others that it asks for. */
function loadedBy(words: readonly string[], cwd: string) {
  const preload = `
    import fs from "node:fs";
    import { registerHooks } from "node:module";
    const say = (name) => fs.writeSync(2, "loads " + name + "\\n");
    const { readFileSync } = fs;
    fs.readFileSync = (path, ...how) => { say(path); return readFileSync(path, ...how); };
    registerHooks({ load: (url, context, next) => { say(url); return next(url, context); } });
  `;
  const options = ["--import", `data:text/javascript,${encodeURIComponent(preload)}`];
  const call = spawnSync(process.execPath, [...options, entry, ...words], {
    cwd,
    encoding: "utf8",
    env: { ...gitEnvironment, HOME: cwd },
  });
  expect({ status: call.status, stdout: call.stdout }).toMatchObject({ status: 0 });
  const names = [...call.stderr.matchAll(/^loads (.+)$/gm)].map(([, name]) => name!);
  const files = names.filter((name) => name.startsWith("/") && name.endsWith(".js"));
  const parts = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/^;\/\/ CONCATENATED MODULE: \.\/((?:core|cli)\/[a-z]+)\//gm)].map(
      ([, folder]) => folder!,
    ),
  );
  const builtins = names.filter((name) => name.startsWith("node:"));
  return { parts: new Set(parts), builtins: new Set(builtins) };
}

test("help loads no verb", () => {
  using folder = testFolder();
  const { parts, builtins } = loadedBy(["--help"], folder.path);
  expect([...parts].filter((part) => /verbs|git|recipe|oci|places|snapshot|sandbox|engine/.test(part))).toEqual([]);
  expect([...builtins]).not.toContain("node:child_process");
});

test("resolve loads no engine, no sandbox, no snapshot, and no TLS that it does not speak", () => {
  using repository = testRepository({ Dockerfile: "FROM scratch\n" });
  const { parts, builtins } = loadedBy(["resolve"], repository.folder);
  expect([...parts]).toEqual(expect.arrayContaining(["core/git", "core/recipe", "core/oci"]));
  expect([...parts].filter((part) => /engine|sandbox|snapshot/.test(part))).toEqual([]);
  expect([...builtins]).toContain("node:child_process");
  expect([...builtins]).not.toContain("node:https");
});
