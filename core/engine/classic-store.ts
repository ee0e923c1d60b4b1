/** A build in a docker daemon that keeps images in its classic store: BuildKit leaves its image there, and docker saves it. */
import { TreestampError } from "../errors.ts";
import { isAbandoned, ownName } from "../machine/owner.ts";
import { run } from "../machine/process.ts";
import { layoutFromArchive } from "../oci/docker-archive/read.ts";
import { archiveOfBase } from "../oci/docker-archive/write.ts";
import type { Descriptor } from "../oci/port.ts";
import { nameInRegistry } from "./base-layers.ts";
import { runBuildStep, type StepOptions } from "./build-output.ts";
import type { BuildRequest } from "./port.ts";

/**
 * Builds into the daemon's store and saves the image from there. The bases that lie in folders are loaded first, under
 * names of our own; those names and the image's are taken away again, by the next build where this process is killed.
 * @param runBuildx builds, with further words on its command line
 * @returns the image with BuildKit's records
 * @throws build-failed
 */
export async function buildInClassicStore(
  request: BuildRequest,
  options: StepOptions,
  runBuildx: (more: readonly string[]) => Promise<void>,
): Promise<Descriptor | undefined> {
  if (request.platforms.length > 1) {
    throw new TreestampError(
      "build-failed",
      `docker's classic image store cannot hold an image for several platforms (${request.platforms.join(", ")}).`,
      { remedy: "Create a builder with: docker buildx create --use, or turn on docker's containerd image store." },
    );
  }
  await removeAbandonedImages(options.env);
  const image = `${imageNames.built}:${await ownName()}`;
  const ours = [image];
  try {
    const contexts: string[] = [];
    const baseLayers = new Set<string>();
    for (const base of request.bases) {
      let name = nameInRegistry(base);
      if (base.source.kind === "layout") {
        name = `${imageNames.base}:${await ownName()}`;
        ours.push(name);
        const input = archiveOfBase(base.source.folder, base.digest, request.platforms[0]!, name);
        await runBuildStep("docker", ["image", "load", "--quiet"], { ...options, input });
      } else {
        await runBuildStep("docker", ["image", "pull", "--quiet", "--platform", request.platforms[0]!, name], options);
      }
      for (const layer of await layersInStore(name, options)) baseLayers.add(layer);
      contexts.push("--build-context", `${base.name}=docker-image://${name}`);
    }
    await runBuildx([...contexts, "--load", "--tag", image]);
    let records: Descriptor | undefined;
    await run("docker", ["image", "save", image], {
      ...options,
      onOutput: async (archive) => {
        records = await layoutFromArchive(archive, request, baseLayers);
      },
    }).then(failedSave);
    return records;
  } finally {
    // Not by the caller's signal: this has to be done, above all when the build was ended.
    await run("docker", ["image", "rm", ...ours], { env: options.env }).catch(() => {});
  }
}

/** Their tags say which process they belong to: see owner.ts. */
const imageNames = { built: "treestamp-build", base: "treestamp-base" };

/** Removes the names that killed processes have left in the daemon. */
async function removeAbandonedImages(env: NodeJS.ProcessEnv): Promise<void> {
  const filters = Object.values(imageNames).flatMap((name) => ["--filter", `reference=${name}`]);
  const listed = await run("docker", ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", ...filters], { env });
  const abandoned: string[] = [];
  for (const name of listed.stdout.toString("utf8").split("\n")) {
    if (await isAbandoned(name.slice(name.indexOf(":") + 1))) abandoned.push(name);
  }
  if (abandoned.length > 0) await run("docker", ["image", "rm", ...abandoned], { env });
}

/** The digests of an image's uncompressed layers. */
async function layersInStore(image: string, options: StepOptions): Promise<string[]> {
  const args = ["image", "inspect", "--format", "{{json .RootFS.Layers}}", image];
  const { exitCode, stdout, stderr } = await run("docker", args, options);
  if (exitCode === 0) return JSON.parse(stdout.toString("utf8"));
  throw new TreestampError(
    "build-failed",
    `docker cannot list the layers of the base image ${image}: ${stderr.trim()}`,
  );
}

function failedSave({ exitCode, stderr }: { exitCode: number; stderr: string }): void {
  if (exitCode !== 0) throw new TreestampError("build-failed", `docker could not save the image: ${stderr.trim()}`);
}
