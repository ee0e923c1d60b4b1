/**
 * The image in a docker daemon: the build image itself, and one on top of it for each user that commands run as. That has
 * what a mounted sandbox gives a user: a home, a line in passwd, the folders that are theirs, a workspace that git trusts.
 * It is made once, so later commands only start. Everything goes through the daemon, which need not see our files.
 */
import { createHash } from "node:crypto";
import { dirname, posix } from "node:path";
import { type Owner, withOwner } from "../archive/tar-owners.ts";
import { firstEntry, type TarEntry as ReadEntry, readTar } from "../archive/tar-reader.ts";
import { type TarEntry, writeTar } from "../archive/tar-writer.ts";
import { ownName } from "../machine/owner.ts";
import { type ProgramOptions, run } from "../machine/process.ts";
import { streamOf } from "../oci/byte-stream.ts";
import { readWhole } from "../oci/digest.ts";
import { dockerArchive } from "../oci/docker-archive/write.ts";
import { findManifest } from "../oci/lookup.ts";
import { parseManifest } from "../oci/manifest.ts";
import type { Descriptor } from "../oci/port.ts";
import { type DockerSandboxOptions, dockerFailure } from "./docker.ts";
import { pruneRunImages, runImageName, touchRunImage } from "./docker-images.ts";
import { isLocalFolder, trustedWorkspace } from "./own-folders-script.ts";
import type { Command } from "./port.ts";
import { callerHome, type NumericUser, numericUser, passwdLine, passwdWith } from "./user.ts";

export interface UserImage {
  /** Its name in docker. */
  readonly name: string;
  /** HOME; empty if docker finds it, or the image sets it. */
  readonly home: string;
  /** The command's user, as docker's `--user` takes it. */
  readonly user: string;
}

/** The labels of a user's image that say who that is, and HOME. */
const labels = { user: "treestamp.user", home: "treestamp.home" } as const;

/** Gives the image for this command's user, made where the daemon does not have it. @throws sandbox-failed */
export async function userImage(options: DockerSandboxOptions, command: Command): Promise<UserImage> {
  const isCaller = command.user === "caller" && process.getuid!() !== 0;
  const asked = command.user === "image" ? options.config.user || "0:0" : command.user;
  const number = numericUser(command.user);
  const what = [labels, number === undefined ? asked : [number.uid, number.gid], isCaller, command.writable];
  const variant = createHash("sha256").update(JSON.stringify(what)).digest("hex").slice(0, 16);
  const base = runImageName(options.image.digest);
  const name = `${base}-${variant}`;
  const format = Object.values(labels).map((label) => `{{index .Config.Labels "${label}"}}`);
  const there = await docker(options, ["image", "inspect", "--format", format.join("\n"), name]);
  if (there.exitCode === 0) {
    await touchRunImage(options.env, name);
    const [user = "", home = ""] = there.stdout.toString("utf8").split("\n");
    return { name, user, home };
  }
  const isRoot = isCaller && (await isRootless(options));
  const numeric = isRoot ? { uid: 0, gid: 0, additionalGids: [] } : number;
  const user = numeric === undefined ? asked : `${numeric.uid}:${numeric.gid}`;
  const copies = (isCaller && !isRoot) || command.writable.length > 0;
  const container = `treestamp-${await ownName()}`;
  // Where folders are copied, two: docker lets nobody write to a container while it is read.
  const source = copies ? `treestamp-${await ownName()}` : container;
  const containers = [...new Set([source, container])];
  try {
    for (const made of containers) await makeContainer(options, made, base);
    const places = { options, source, container };
    const { owner, home } = await giveHome(places, user, numeric);
    if (isCaller && !isRoot)
      await giveFolder(places, ["container", "export", source], { to: "/", folderOf: localFolderOf, owner });
    for (const folder of owner.uid === 0 ? [] : command.writable) {
      if ((await entryAt(options, source, folder)) === undefined)
        await putIn(places, "/", [directory(await placeOf(options, source, folder), owner)]);
      else {
        const from = ["container", "cp", "--follow-link", `${source}:${folder}`, "-"];
        await giveFolder(places, from, { to: dirname(folder), folderOf: () => "", owner });
      }
    }
    const change = `LABEL ${labels.user}=${JSON.stringify(user)} ${labels.home}=${JSON.stringify(home)}`;
    await orFail(options, ["container", "commit", "--change", change, container, name]);
    return { name, user, home };
  } finally {
    await docker(options, ["container", "rm", "--force", ...containers]);
    await pruneRunImages(options.env, options.limit, [name, base]);
  }
}

/** In a rootless daemon, root inside is the user who started it, and that user's own number is nobody. */
async function isRootless(options: DockerSandboxOptions): Promise<boolean> {
  const { stdout } = await orFail(options, ["info", "--format", "{{json .SecurityOptions}}"]);
  return stdout.includes('"name=rootless"');
}

interface Places {
  readonly options: DockerSandboxOptions;
  /** A container of the image as it is, and the one that becomes the user's image; the same where no folder is copied. */
  readonly source: string;
  readonly container: string;
}

/** Who the user is, with a home, a line in passwd, and a git that trusts the workspace. `home` is empty where docker finds it. */
async function giveHome(
  places: Places,
  user: string,
  numeric: NumericUser | undefined,
): Promise<{ owner: Owner; home: string }> {
  const { options, source } = places;
  const passwd = await textOf(options, source, "/etc/passwd");
  const [name = ""] = user.split(":");
  const line = passwdLine(passwd, numeric?.uid ?? name, numeric === undefined);
  const owner = numeric ?? { uid: line?.uid ?? (Number(name) || 0), gid: line?.gid ?? 0 };
  const entries: TarEntry[] = [];
  const settings = await textOf(options, source, "/etc/gitconfig");
  if (!settings.includes(trustedWorkspace)) entries.push(fileEntry("etc/gitconfig", settings + trustedWorkspace));
  for (const path of ["/tmp", "/var/tmp"]) {
    if ((await entryAt(options, source, path)) === undefined) {
      const place = await placeOf(options, source, path);
      entries.push({ ...directory(place, { uid: 0, gid: 0 }), mode: 0o1777 });
    }
  }
  let home = "";
  if (line === undefined || (numeric !== undefined && !(await isUsableHome(options, source, line.home, owner.uid)))) {
    home = owner.uid === 0 ? "/root" : callerHome;
    if (home === callerHome || (await entryAt(options, source, home)) === undefined)
      entries.push(directory(await placeOf(options, source, home), owner));
    if (line === undefined && owner.uid !== 0) entries.push(fileEntry("etc/passwd", passwdWith(passwd, owner)));
  } else if (numeric !== undefined) home = line.home;
  await putIn(places, "/", entries);
  return { owner, home };
}

function localFolderOf(path: string): string | undefined {
  const [first = "", second] = path.split("/");
  if (first === "usr" && second === "local") return "usr/local";
  return isLocalFolder(first) ? first : undefined;
}

interface Gift {
  readonly to: string;
  readonly folderOf: (path: string) => string | undefined;
  readonly owner: Owner;
}

/** Sends files of the image through us into the user's, with the owner who shall have them. */
async function giveFolder({ options, container }: Places, from: readonly string[], gift: Gift): Promise<void> {
  const { to, folderOf, owner } = gift;
  const read = await docker(options, from, {
    onOutput: async (stdout) => {
      await orFail(options, ["container", "cp", "-", `${container}:${to}`], {
        input: withOwner(stdout, folderOf, owner),
      });
    },
  });
  if (read.exitCode !== 0) throw dockerFailure(options, read.stderr.trim());
}

async function putIn({ options, container }: Places, to: string, entries: readonly TarEntry[]): Promise<void> {
  const all = async function* () {
    yield* entries;
  };
  await orFail(options, ["container", "cp", "-", `${container}:${to}`], { input: writeTar(all()) });
}

/** Makes a container of the build image, which is loaded where the daemon lacks it. */
async function makeContainer(options: DockerSandboxOptions, name: string, base: string): Promise<void> {
  const create = ["container", "create", "--name", name, "--pull", "never", "--entrypoint", "/", base];
  const made = await docker(options, create);
  if (made.exitCode === 0) return;
  if (!lacksImage(made.stderr)) throw dockerFailure(options, made.stderr.trim());
  await loadImage(options, base);
  await orFail(options, create);
}

/** Whether docker's client says that the daemon does not have the image. The words are moby's. */
export function lacksImage(said: string): boolean {
  return /no such image/i.test(said);
}

/** Puts the build image into the daemon. */
async function loadImage(options: DockerSandboxOptions, name: string): Promise<void> {
  const { from, image, log } = options;
  const found = await findManifest(from, image.digest);
  const manifest = found === undefined ? undefined : parseManifest(found);
  if (manifest?.kind !== "manifest") throw dockerFailure(options, `${from.location} has no image ${image.digest}`);
  log.info(`Load ${image.digest} into docker.`);
  const config = await withoutHabits(options, manifest.config);
  const loaded = await docker(options, ["image", "load", "--quiet"], {
    input: dockerArchive(
      { config: { size: config.length, content: streamOf(config) }, layers: manifest.layers },
      from,
      name,
    ),
  });
  if (loaded.exitCode !== 0) throw dockerFailure(options, `docker cannot load the image: ${loaded.stderr.trim()}`);
}

/**
 * The image's configuration without what docker does by itself in each container: a health check beside the command, and
 * volumes, whose folders no image on top of this one can give to a user.
 */
async function withoutHabits({ from }: DockerSandboxOptions, config: Descriptor): Promise<Buffer> {
  const image = JSON.parse((await readWhole(from, config)).toString("utf8"));
  const { Volumes: _volumes, Healthcheck: _check, ...kept } = image.config ?? {};
  return Buffer.from(JSON.stringify({ ...image, config: kept }));
}

/** A file of the container, its links followed; empty where there is none. */
async function textOf(options: DockerSandboxOptions, container: string, path: string): Promise<string> {
  const copied = await docker(options, ["container", "cp", "--follow-link", `${container}:${path}`, "-"]);
  if (copied.exitCode !== 0) return "";
  const parts: Buffer[] = [];
  await readTar(streamOf(copied.stdout), (entry) =>
    entry.type === "file" ? { write: (bytes) => void parts.push(Buffer.from(bytes)), end: () => {} } : undefined,
  );
  return Buffer.concat(parts).toString("utf8");
}

/** True for a folder that its user may write. */
async function isUsableHome(
  options: DockerSandboxOptions,
  container: string,
  home: string,
  uid: number,
): Promise<boolean> {
  if (!home.startsWith("/") || home === "/") return false;
  const entry = await entryAt(options, container, home);
  return entry?.type === "directory" && entry.uid === uid && (entry.mode & 0o300) === 0o300;
}

/** Where a path of a container leads, its links followed one by one: docker makes no folder through one that leads nowhere. */
export async function placeOf(options: DockerSandboxOptions, container: string, path: string): Promise<string> {
  let place = "/";
  let left = 40;
  for (let rest = path.split("/").filter(Boolean); rest.length > 0; ) {
    const next = posix.join(place, rest[0]!);
    rest = rest.slice(1);
    const entry = await entryAt(options, container, next, []);
    if (entry === undefined) return posix.join(next, ...rest); // nor is anything below it
    if (entry.type !== "symlink") place = next;
    else {
      if (left-- === 0) throw dockerFailure(options, `the links at ${path} of the image lead in a circle`);
      const target = posix.resolve(place, entry.linkName);
      [place, rest] = ["/", [...target.split("/").filter(Boolean), ...rest]];
    }
  }
  return place;
}

/** What a container has at a path, its links followed; undefined for nothing. The content that comes behind is not read. */
async function entryAt(
  options: DockerSandboxOptions,
  container: string,
  path: string,
  how: readonly string[] = ["--follow-link"],
): Promise<ReadEntry | undefined> {
  let entry: ReadEntry | undefined;
  await docker(options, ["container", "cp", ...how, `${container}:${path}`, "-"], {
    onOutput: async (stdout) => {
      entry = await firstEntry(stdout);
    },
  });
  return entry;
}

function fileEntry(path: string, text: string): TarEntry {
  const content = Buffer.from(text);
  return { path, kind: "file", mode: 0o644, size: content.length, content: streamOf(content) };
}

function directory(path: string, { uid, gid }: Owner): TarEntry {
  return { path: path.slice(1), kind: "directory", mode: 0o755, uid, gid };
}

export async function orFail(options: DockerSandboxOptions, args: readonly string[], more: ProgramOptions = {}) {
  const done = await docker(options, args, more);
  if (done.exitCode !== 0) throw dockerFailure(options, done.stderr.trim());
  return done;
}

/** Runs the docker client to its end, with the environment that it was given. */
export function docker({ env }: DockerSandboxOptions, args: readonly string[], more: ProgramOptions = {}) {
  return run("docker", args, { env, ...more });
}
