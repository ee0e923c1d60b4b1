/** Images of workers as release/Dockerfile makes them, but from what is on this machine: an image registry may be out of reach. */
import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { writeImage } from "../../scripts/testbed/debian-image.ts";
import { type KeptImage, keptImage } from "../../scripts/testbed/kept-image.ts";
import { toolsFolder } from "../../scripts/testbed/tools-folder.ts";
import type { RunningDocker } from "./docker.ts";

/** To be raised with every change of what is in the base. */
const version = 1;
const baseName = "treestamp.test/worker-base:latest";

/** Makes it in a daemon, with the committed treestamp. @returns its name there */
export async function makeWorkerImage({ env }: RunningDocker): Promise<string> {
  const name = "treestamp.test/worker:latest";
  const packing = spawn("tar", ["-cf", "-", "-C", (await workerBase()).folder, "."], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const loading = spawn("docker", ["load", "--quiet"], { env, stdio: [packing.stdout, "ignore", "inherit"] });
  const [code] = await once(loading, "close");
  if (code !== 0) throw new Error(`docker load ended with ${code}`);
  const dockerfile = `FROM ${baseName}
COPY . /usr/local/lib/treestamp
WORKDIR /repository
ENTRYPOINT ["treestamp"]
`;
  const dist = join(import.meta.dirname, "../../dist");
  const building = promisify(execFile)("docker", ["buildx", "build", "--tag", name, "--file", "-", dist], { env });
  building.child.stdin!.end(dockerfile);
  await building;
  return name;
}

/** Node, git, docker and buildx with their libraries, and busybox for the rest: 245 MB, made once on a machine. */
function workerBase(): Promise<KeptImage> {
  const buildx = onPath("buildx");
  const folder = join(
    toolsFolder(),
    `worker-base-${version}-node${process.versions.node}-${basename(dirname(buildx))}`,
  );
  return keptImage(folder, async (layout, work) => {
    const root = join(work, "root");
    fillRoot(root, buildx);
    const tar = join(work, "root.tar");
    // Links lead to the machine's own files, which are the content.
    await promisify(execFile)("tar", ["-chf", tar, "--owner=0", "--group=0", "-C", root, "."]);
    await writeImage([tar], "none", layout);
    const index = join(layout, "index.json");
    const json = JSON.parse(await readFile(index, "utf8")) as { manifests: { annotations: Record<string, string> }[] };
    json.manifests[0]!.annotations["io.containerd.image.name"] = baseName; // what `docker load` calls it
    await writeFile(index, JSON.stringify(json));
  });
}

function fillRoot(root: string, buildx: string): void {
  const put = (from: string, to: string) => {
    const path = join(root, to);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(realpathSync(from), path);
  };
  const programs = { node: process.execPath, git: onPath("git"), docker: onPath("docker") };
  for (const [name, path] of Object.entries(programs)) put(path, `usr/local/bin/${name}`);
  const libraries = new Set(Object.values(programs).flatMap(librariesOf));
  for (const library of libraries) put(library, library);
  put(buildx, "usr/local/libexec/docker/cli-plugins/docker-buildx");
  for (const name of ["busybox", "sh", "env"]) put("/bin/busybox", `bin/${name}`);
  put("/bin/busybox", "usr/bin/env");
  for (const folder of ["root", "tmp", "var/run"]) mkdirSync(join(root, folder), { recursive: true });
  const start = 'exec node /usr/local/lib/treestamp/cli/index.js "$@"';
  writeFileSync(join(root, "usr/local/bin/treestamp"), `#!/bin/sh\n${start}\n`, { mode: 0o755 });
}

/** With the loader. A static program has none. */
function librariesOf(program: string): string[] {
  try {
    const listed = execFileSync("ldd", [program], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return [...listed.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path!);
  } catch {
    return [];
  }
}

function onPath(name: string): string {
  return execFileSync("sh", ["-c", 'command -v "$1"', "sh", name], { encoding: "utf8" }).trim();
}
