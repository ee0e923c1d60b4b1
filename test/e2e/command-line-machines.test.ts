/** Processes of many machines, each with a cache folder of its own, that want the same image of one registry at the same time. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { hurried, makeProject, type Printed, type Project } from "../services/command-line.ts";
import { tagsOfRegistry } from "../services/published.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

let registry: RunningRegistry;
let project: Project;
beforeAll(async () => {
  registry = await startRegistry();
  project = makeProject({ Dockerfile: "FROM base\nRUN sleep 3; head -c 1000 /dev/urandom > /random\n" });
});
afterAll(async () => {
  project?.[Symbol.dispose]();
  await registry?.stop();
});

const on = (machine: string, repository: string) => [
  ...["--json", "--store", `${registry.host}/${repository}`],
  ...["--cache-folder", project.folder(machine)],
];

test("one of eight builds the image, and all get the digest that the tag names", async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, number) => project.call("build", on(`machine-${number}`, "team/eight"))),
  );
  expect(answers.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
  const printed = answers.map(({ stdout }) => JSON.parse(stdout) as Printed);
  expect(printed.filter(({ stages }) => stages.some(({ name }) => name === "build"))).toHaveLength(1);
  expect(new Set(printed.map(({ digest }) => digest)).size).toBe(1);
  const waited = answers.filter(({ stderr }) =>
    /^Waiting for process \d+ on .*, which builds the same image\.$/m.test(stderr),
  );
  expect(waited.length).toBeGreaterThan(0);
  const [{ tag }] = printed as [Printed];
  expect(tagsOfRegistry(registry.storage, "team/eight")).toEqual([{ tag, missing: [] }]);
});

test("a killed one does not keep the others waiting: another one builds", async () => {
  const { tag } = await project.json("resolve", on("killed", "team/killed"));
  const lease = async () => {
    const answer = await fetch(`http://${registry.host}/v2/team/killed/manifests/${tag}-lease`, {
      headers: { accept: "application/vnd.oci.image.manifest.v1+json" },
    });
    return (await answer.json()) as { annotations?: Record<string, string> };
  };
  const file = join(project.folder("killed"), "pid");
  const first = project
    .call("build", on("killed", "team/killed"), { through: ["sh", "-c", 'echo $$ > "$0"; exec "$@"', file] })
    .catch(({ message }: Error) => message);
  while ((await lease()).annotations?.["dev.treestamp.lease.beat"] !== "1") await sleep(50);
  process.kill(Number(readFileSync(file, "utf8")), "SIGKILL");
  expect(await first).toContain("SIGKILL");
  const { exitCode, stdout, stderr } = await project.call("build", on("other", "team/killed"), { env: hurried });
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/^Waiting for process \d+ on .*, which builds the same image\.$/m);
  expect(stderr).toMatch(/ has not been heard of any more: it is built here\.$/m);
  const names = (JSON.parse(stdout) as Printed).stages.map(({ name }) => name);
  expect(names).toEqual(["key", "lookup", "wait", "build", "pack", "publish"]);
  expect(tagsOfRegistry(registry.storage, "team/killed")).toEqual([{ tag, missing: [] }]);
});
