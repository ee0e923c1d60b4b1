/** Machines that lack something: tools, rights, room. What people are told. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import {
  baseOf,
  type Call,
  describeBroken,
  once,
  onlyPrograms,
  type Place,
  pathOf,
  publishUsual,
} from "../services/broken-world.ts";
import { treestamp } from "../services/command-line.ts";
import { tagsOfLayout } from "../services/published.ts";

const home = mkdtempSync(join(tmpdir(), "treestamp-machines-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const images = join(home, "images");
const image = once(() => publishUsual(images));

describeBroken("no engine", [
  {
    name: "neither of them is installed",
    when: (place) => ({ verb: "build", env: onlyPrograms(place, "git") }),
    says: ["No engine can build the image", "docker is not installed", "buildah is not installed"],
    remedy: /Install docker .* Or: Install buildah/,
  },
  {
    name: "docker is asked for and not installed",
    when: (place) => ({ verb: "build", inputs: { engine: "docker" }, env: onlyPrograms(place, "git") }),
    says: ["The engine docker was requested", "docker is not installed"],
    remedy: "Install docker and start its daemon",
  },
  {
    name: "docker is asked for and its daemon does not run",
    when: () => ({ verb: "build", inputs: { engine: "docker" }, env: { DOCKER_HOST: "unix:///nowhere/docker.sock" } }),
    says: [
      "The engine docker was requested",
      /Cannot connect to the Docker daemon at unix:\/\/\/nowhere\/docker\.sock|\/nowhere\/docker\.sock/,
    ],
    remedy: "start its daemon, or set DOCKER_HOST",
  },
  {
    name: "buildah is too old",
    when: (place) => {
      const env = onlyPrograms(place, "git");
      place.repository.write({ "../bin/buildah": { run: "#!/bin/sh\necho buildah version 1.19.6\n" } });
      return { verb: "build", inputs: { engine: "buildah" }, env };
    },
    says: ["it is older than 1.28", "1.19.6"],
    remedy: "Install a newer buildah",
  },
  {
    name: "docker is older than anything that is known",
    when: (place) => {
      const env = onlyPrograms(place, "git");
      const server = '{"Version":"19.03.8","ApiVersion":"1.40"}';
      place.repository.write({ "../bin/docker": { run: `#!/bin/sh\necho '${server}'\n` } });
      return { verb: "build", inputs: { engine: "docker" }, env };
    },
    says: ["its daemon (API 1.40) is older than version 23"],
    remedy: "Update docker to 23 or newer",
  },
]);

/** A command in an image that is there, where snapshots are the only way. */
const run =
  (change: (place: Place) => Partial<Call>) =>
  async (place: Place): Promise<Call> => {
    await image();
    const { inputs, ...rest } = change(place);
    return {
      verb: "run",
      command: ["true"],
      inputs: { store: images, sandbox: "mounted", ...inputs },
      tags: () => tagsOfLayout(images),
      ...rest,
    };
  };

const published = 1;

describeBroken("nothing may be mounted", [
  {
    name: "root without the right to mount, as in a container",
    when: run(() => ({ through: [setpriv, "--bounding-set", "-sys_admin", "--inh-caps", "-sys_admin"] })),
    says: ["Commands cannot be run here", "this process may not mount"],
    remedy: /docker/,
    published,
  },
  {
    name: "no root, and no sudo",
    when: run((place) => ({ through: asNobody(place), env: onlyPrograms(place, ...allBut("sudo")) })),
    says: ["Commands cannot be run here", "root is needed: sudo is not installed"],
    remedy: "sudo that needs no password",
    published,
  },
  {
    name: "no root, and a sudo that asks for a password",
    when: run((place) => {
      const env = onlyPrograms(place, ...allBut("sudo"));
      const refusal = "#!/bin/sh\necho 'sudo: a password is required' >&2\nexit 1\n";
      place.repository.write({ "../bin/sudo": { run: refusal } });
      return { through: asNobody(place), env };
    }),
    says: ["root is needed, and sudo says: a password is required"],
    remedy: "sudo that needs no password",
    published,
  },
  {
    name: "neither crun nor runc",
    when: run((place) => {
      // It looks there, too, whatever PATH says.
      const script = 'mount -t tmpfs tmpfs /usr/sbin && exec "$@"';
      const through = [pathOf("unshare")!, "--mount", pathOf("sh")!, "-c", script, "sh"];
      return { env: onlyPrograms(place, ...allBut("crun", "runc")), through };
    }),
    says: ["Commands cannot be run here", "neither crun nor runc is installed"],
    remedy: "with crun or runc installed",
    published,
  },
  {
    name: "a kernel without overlays",
    when: run(({ folder }) => {
      const list = join(folder("kernel"), "filesystems");
      writeFileSync(list, "nodev\tproc\nnodev\ttmpfs\n\text4\n");
      const script = 'mount --bind "$1" /proc/filesystems && shift && exec "$@"';
      return { through: [pathOf("unshare")!, "--mount", "sh", "-c", script, "sh", list] };
    }),
    says: ["Commands cannot be run here", "the kernel has no overlay"],
    remedy: "leave `sandbox: mounted` out",
    published,
  },
  {
    name: "no docker either",
    when: run((place) => ({
      inputs: { sandbox: "container" },
      env: { ...onlyPrograms(place, ...allBut("docker")) },
    })),
    says: ["Commands cannot be run here", "no container can be made: docker is not installed"],
    remedy: "start docker",
    published,
  },
]);

/** By its path: not every machine here has it on its PATH. */
const setpriv = pathOf("setpriv")!;

const programs = [
  ...["git", "sh", "mount", "umount", "unshare", "mkfifo", "rm", "rmdir", "mkdir", "chmod", "chown", "cat", "grep"],
  ...["sleep", "tail", "docker", "sudo", "crun", "runc", "modprobe", "env", "tar", "buildah", "true"],
];
const allBut = (...absent: readonly string[]) =>
  programs.filter((name) => !absent.includes(name) && pathOf(name) !== undefined);

/** An ordinary user, who owns the whole place. The tests may stand in a folder of root's, which it can read. */
function asNobody({ repository, folder }: Place): string[] {
  const place = join(repository.folder, "..");
  for (const name of ["tmp", "cache", "machine"]) folder(name);
  execFileSync("chown", ["-R", "65534:65534", place]);
  execFileSync("chmod", ["755", join(place, "../..")]); // access(2), which git asks, heeds no rights but the user's
  const rights = ["--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search"];
  return [setpriv, "--reuid", "65534", "--regid", "65534", "--clear-groups", ...rights];
}

/** Mounts a disk of this size over a folder. @returns what takes it away again */
function smallDisk(folder: string, size: string): () => void {
  mkdirSync(folder, { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size},mode=0755`, "treestamp-test", folder]);
  return () => void execFileSync("umount", ["--lazy", folder]);
}

describeBroken("the disk is full", [
  {
    name: "when the engine builds",
    when: ({ cache }) => ({ verb: "build", inputs: { engine: "buildah" }, after: smallDisk(cache, "1500k") }),
    says: [/no space left on device|the disk is full/],
    remedy: /Free some space/,
  },
  {
    // It has more in its hands then than packing has later, with the snapshot beside the layers.
    name: "when the engine commits what it has built",
    on: "command line",
    when: ({ cache, repository }) => {
      // Enough for what the step writes, and not for the layer beside it.
      repository.write({ Dockerfile: "FROM base\nRUN head -c 6000000 /dev/urandom | od >/big\n" });
      repository.commit("much");
      return { verb: "build", inputs: { engine: "buildah" }, after: smallDisk(cache, "50m") };
    },
    says: [/committing container.*no space left on device/],
    remedy: /Free some space/,
  },
  {
    name: "when it is published to a folder",
    when: ({ folder }) => {
      const store = folder("store");
      return {
        verb: "build",
        inputs: { engine: "buildah", store },
        tags: () => tagsOfLayout(store),
        after: smallDisk(store, "600k"),
      };
    },
    says: [/\/store cannot be used: the disk is full/],
    remedy: /Free some space there, or name a folder on another disk/,
  },
  {
    name: "when it is fetched",
    when: async ({ cache }) => {
      await image();
      return {
        verb: "pull",
        inputs: { store: images },
        tags: () => tagsOfLayout(images),
        after: smallDisk(cache, "900k"),
      };
    },
    says: ["the disk is full"],
    remedy: /Free some space there, or name a folder on another disk/,
    published,
  },
  {
    name: "when a command is started",
    when: async (place) => {
      const after = smallDisk(place.cache, "16m");
      const call = await run(() => ({ after }))(place);
      const flags = Object.entries({ ...call.inputs, base: baseOf(place), "cache-folder": place.cache });
      const words = flags.flatMap(([name, value]) => [`--${name}`, String(value)]);
      const pulled = await treestamp(["pull", ...words], { cwd: place.repository.folder });
      if (pulled.exitCode !== 0) throw new Error(pulled.stderr);
      execFileSync("sh", ["-c", 'cat /dev/zero >"$1/ballast" 2>/dev/null || true', "sh", place.cache]);
      return call;
    },
    says: [/the disk is full|No space left on device/],
    remedy: /Free some space/,
    published,
  },
  {
    name: "when uncommitted files are read",
    when: ({ repository, folder }) => {
      repository.write({ greeting: "x".repeat(300_000) });
      writeFileSync(join(repository.folder, "noise"), execFileSync("head", ["-c", "300000", "/dev/urandom"]));
      return { verb: "resolve", after: smallDisk(folder("tmp"), "64k") };
    },
    says: [/the disk is full|No space left on device/],
    remedy: /Free some space/,
  },
]);
