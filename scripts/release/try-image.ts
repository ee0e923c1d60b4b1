/**
 * Makes treestamp's own final image (release/Dockerfile) as a release would, and uses it: the command line is built inside of
 * this repository's build image, pushed to a registry on loopback under the tags of a version, pulled and run by a Docker 29
 * of its own. Some minutes: sh scripts/with-node.sh scripts/release/try-image.ts
 *
 * The images that the Dockerfiles name are in Docker Hub, which may be out of reach: the demo's base stands in for those of
 * Node, and this machine's programs for Docker's.
 */
import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { version } from "../../core/version.ts";
import { makeBusyboxBase, tar } from "../../test/services/base-image.ts";
import { startDocker } from "../../test/services/docker.ts";
import { startRegistry } from "../../test/services/registry.ts";
import { demoBase } from "../demo/base.ts";
import { installMissing, pathWithSystemFolders } from "../testbed/debian-packages.ts";
import { buildMissing, folderOf } from "../testbed/go-tools.ts";
import { goTools, programs } from "../testbed/test-tools.ts";
import { toolsFolder } from "../testbed/tools-folder.ts";

const root = join(import.meta.dirname, "../..");
const certificates = "/etc/ssl/certs/ca-certificates.crt";
const say = (line: string) => process.stdout.write(`${line}\n`);

await installMissing(programs);
await buildMissing(goTools);
process.env.PATH = [...goTools.map(folderOf), pathWithSystemFolders()].join(delimiter);
const base = await demoBase(toolsFolder(), say);
const standIn = `oci-layout://${base.folder}@${base.digest}`;
const [docker, registry] = await Promise.all([startDocker({ store: "containerd" }), startRegistry()]);
const work = mkdtempSync(join(tmpdir(), "treestamp-release-image-"));
try {
  const source = join(work, "source");
  const git = (...words: string[]) => execFileSync("git", words, { cwd: source, encoding: "utf8" }).trim();
  execFileSync("git", ["clone", "-q", root, source]);
  appendFileSync(
    join(source, "treestamp.yml"),
    `image: ${registry.host}/build\nbase:\n  node:24-bookworm: ${standIn}\n`,
  );
  git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-a", "-m", "The base stands in");
  git("tag", "--force", `v${version}`);

  const clients = clientsImage(join(work, "clients"));
  const images = [`${registry.host}/treestamp`, `${registry.host}/mirror/treestamp`];
  const pushed = await treestamp(source, [
    ...["push", "--json", "--file", "release/Dockerfile", "--base", `node:24-bookworm-slim=${standIn}`],
    ...["--base", `docker:29-cli=oci-layout://${clients.folder}@${clients.digest}`],
    ...images.flatMap((image) => ["--images", image]),
    ...["--tags", "type=semver,pattern={{version}}", "--tags", "type=semver,pattern={{major}}.{{minor}}"],
    ...["--network", "host", "--cache-folder", join(work, "cache")],
    ...(existsSync(certificates) ? ["--secret-files", `certificates=${certificates}`] : []),
  ]);
  say(`Pushed ${pushed.tags.join(", ")}: ${pushed.digest}`);

  const inContainer = async (image: string, ...words: string[]) => {
    const mount = ["--network", "none", "--volume", `${source}:/repository:ro`];
    const all = ["run", "--rm", ...mount, image, ...words];
    return (await promisify(execFile)("docker", all, { env: docker.env })).stdout.trim();
  };
  const key = JSON.parse(
    await inContainer(`${images[0]}:${version}`, "resolve", "--json", "--store", "/tmp/store"),
  ).key;
  const expected = execFileSync(
    process.execPath,
    [join(root, "dist/cli/index.js"), "resolve", "--json", "--store", join(work, "store")],
    {
      cwd: source,
      encoding: "utf8",
    },
  );
  const said = await inContainer(`${images[1]}:latest`, "--version");
  if (key !== JSON.parse(expected).key || said !== version) throw new Error(`It says ${key} and ${said}.`);
  const alone = ["run", "--rm", "--network", "none", "--entrypoint", "docker", `${images[0]}:${version}`];
  const buildx = await promisify(execFile)("docker", [...alone, "buildx", "version"], { env: docker.env });
  say(`For workers it has ${buildx.stdout.trim()}`);
  say(`Pulled and run by docker from both: version ${said}, and the same key as here, ${key}.`);
} finally {
  rmSync(work, { recursive: true, force: true });
  await Promise.all([registry.stop(), docker.stop()]);
}

/** What docker:29-cli has of ours: its client and buildx, where that image has them. */
function clientsImage(folder: string) {
  const onPath = (name: string) => execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
  const program = (name: string, path: string) => ({ name: path, mode: 0o755, content: readFileSync(onPath(name)) });
  const programs = [
    program("docker", "usr/local/bin/docker"),
    program("buildx", "usr/local/libexec/docker/cli-plugins/docker-buildx"),
  ];
  return makeBusyboxBase(folder, tar(programs));
}

/** Calls the committed command line. @returns what it printed */
async function treestamp(cwd: string, words: readonly string[]): Promise<{ tags: readonly string[]; digest: string }> {
  const child = spawn(process.execPath, [join(root, "dist/cli/index.js"), ...words], {
    cwd,
    env: { ...process.env, ...docker.env, HOME: work },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  if (code !== 0) throw new Error(`treestamp ${words[0]} ended with ${code}.`);
  return JSON.parse(printed);
}
