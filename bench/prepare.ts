/** What the bench needs before it starts, and its description of the machine. */
import { readFile } from "node:fs/promises";
import { cpus, release, totalmem } from "node:os";
import { delimiter, dirname } from "node:path";
import { installMissing, pathWithSystemFolders } from "../scripts/testbed/debian-packages.ts";
import { buildMissing, folderOf, neededForGo } from "../scripts/testbed/go-tools.ts";
import { goTools, programs } from "../scripts/testbed/test-tools.ts";
import { run } from "./programs.ts";
import type { Results } from "./results.ts";

/** Installs what is missing, as the tests do, and sets PATH; dockerd v2.0.0-beta.21 is Docker 29. */
export async function prepare(): Promise<void> {
  const needed = ["runc", "crun", "mmdebstrap", "containerd", "docker", "skopeo", "tini-static"];
  await installMissing([
    ...programs.filter(({ command }) => needed.includes(command)),
    { command: "git", debianPackages: ["git"], why: "reads the recipe" },
    { command: "curl", debianPackages: ["curl"], why: "shows how fast bare bytes come" },
    { command: "ip", debianPackages: ["iproute2"], why: "makes the line of 1 Gbit/s" },
    { command: "zstd", debianPackages: ["zstd"], why: "compresses what an update is compared with" },
    // Docker's packages recommend it, and hosted runners have it.
    { command: "unpigz", debianPackages: ["pigz"], why: "lets docker and containerd decompress layers faster" },
    ...neededForGo(),
  ]);
  await buildMissing(goTools);
  process.env.PATH = [dirname(process.execPath), ...goTools.map(folderOf), pathWithSystemFolders()].join(delimiter);
}

export async function theMachine(): Promise<Results["machine"]> {
  const system = /^PRETTY_NAME="(.*)"$/m.exec(await readFile("/etc/os-release", "utf8"))?.[1] ?? "unknown";
  const [{ model } = { model: "unknown" }] = cpus();
  return { cpu: model.trim(), cores: cpus().length, memory: totalmem(), system, kernel: release() };
}

export async function versionsOfAll(): Promise<Results["versions"]> {
  const first = async (...command: string[]) => /\d+\.\d+(\.\d+)?/.exec(await run(command))?.[0] ?? "unknown";
  const repository = ["git", "-C", import.meta.dirname];
  return {
    treestamp: (await run([...repository, "rev-parse", "--short=12", "HEAD"])).trim(),
    node: process.versions.node,
    docker: "29 (moby v2.0.0-beta.21)",
    "docker client": await first("docker", "--version"),
    containerd: await first("containerd", "--version"),
    runc: await first("runc", "--version"),
    pigz: await first("pigz", "--version"),
    git: await first("git", "--version"),
    ...Object.fromEntries(
      goTools.filter(({ command }) => command !== "dockerd").map(({ command, version }) => [command, version]),
    ),
  };
}
