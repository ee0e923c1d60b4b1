/** What somebody with an old Node is told, before anything that it cannot read is loaded. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";

const dist = join(import.meta.dirname, "../../dist");
const stubs = ["cli/index.js", ...readdirSync(join(dist, "actions")).map((action) => `actions/${action}/index.js`)];

/** Makes Node believe that it is another version, and report every file that it reads to load it. */
function nodeThatClaims(version: string, ...words: string[]) {
  const preload = `
    import fs from "node:fs";
    Object.defineProperty(process.versions, "node", { value: ${JSON.stringify(version)} });
    const { readFileSync } = fs;
    fs.readFileSync = (path, ...how) => { fs.writeSync(1, "loads " + path + "\\n"); return readFileSync(path, ...how); };
  `;
  const options = ["--import", `data:text/javascript,${encodeURIComponent(preload)}`];
  return spawnSync(process.execPath, [...options, ...words], { encoding: "utf8", env: { PATH: process.env.PATH } });
}

/** All stubs compare in the same way: one of them is tried with each. */
const tooOld = ["22.14.0", "20.19.0", "18.20.4"];

describe.each(stubs)("dist/%s", (stub) => {
  test.each(stub.startsWith("cli") ? tooOld : tooOld.slice(0, 1))(
    "on Node %s says what it needs, and loads no bundle",
    (version) => {
      const { status, stdout, stderr } = nodeThatClaims(version, join(dist, stub), "--version");
      expect(stderr).toBe(`treestamp needs Node 22.15 or newer, and this is ${version}.\n`);
      expect(status).toBe(125);
      expect(stdout).toContain(stub); // the hook sees what is loaded
      expect(stdout).not.toContain("bundle");
    },
  );
});

test.each(["22.15.0", "23.0.0", "24.1.0"])("Node %s is new enough", (version) => {
  const { status, stdout, stderr } = nodeThatClaims(version, join(dist, "cli/index.js"), "--version");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/bundle\/index\.js[\s\S]*^\d+\.\d+\.\d+$/m);
});
