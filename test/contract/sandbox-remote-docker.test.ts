/** A docker daemon that does not see our folders, as on another machine or in another pod: a real one, with mounts of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { soleManifest } from "../../core/store/layout.ts";
import { makeBusyboxBase } from "../services/base-image.ts";
import { type RunningDocker, startDocker } from "../services/docker.ts";
import { failedExitCode, type SandboxJob } from "../services/sandbox-process.ts";

let folder: string;
let docker: RunningDocker;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-remote-"));
  docker = await startDocker({ store: "overlay2" });
  makeBusyboxBase(join(folder, "image"));
  for (const name of ["seen", "unseen"]) await mkdir(join(folder, name));
});
afterAll(async () => {
  await docker.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a command whose caller alone sees what is in `unseen`. */
async function called(workspace: string, scratch: string) {
  const layout = join(folder, "image");
  const job: SandboxJob = {
    driver: { kind: "docker", host: docker.host, layout, image: (await soleManifest(layout)).descriptor },
    scratch: join(folder, scratch, "scratch"),
    image: { env: [["PATH", "/bin"]], user: "", workingDir: "/", entrypoint: [], cmd: [] },
    command: {
      argv: ["/bin/sh", "-c", "echo ran"],
      ...{ env: [], workingDirectory: "/", user: "caller", devices: [], writable: [] },
      binds: [
        { source: join(folder, workspace, "work"), target: "/work", readOnly: false },
        { source: join(folder, scratch, "scratch"), target: "/run/script", readOnly: true },
      ],
    },
  };
  const places = [workspace, scratch].map((name, at) => join(folder, name, at === 0 ? "work" : "scratch"));
  const script = 'mount -t tmpfs tmpfs "$1" && mkdir -p "$2" "$3" && shift 3 && exec "$@"';
  const program = join(import.meta.dirname, "../services/sandbox-process.ts");
  const child = spawn(
    "unshare",
    [
      ...["--mount", "sh", "-c", script, "sh", join(folder, "unseen"), ...places],
      ...[process.execPath, program, JSON.stringify(job)],
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { stdout, stderr: stderr.trim(), code: code as number };
}

test("a daemon that sees all folders runs the command", async () => {
  expect(await called("seen", "seen")).toEqual({ code: 0, stdout: "ran\n", stderr: "" });
});

test.each([
  ["the workspace", "unseen", "seen", "unseen/work"],
  ["our files", "seen", "unseen", "unseen/scratch"],
])(
  "%s that the daemon does not see is an error that names it, before anything runs",
  async (_, workspace, scratch, path) => {
    expect(await called(workspace, scratch)).toEqual({
      code: failedExitCode,
      stdout: "",
      stderr: `sandbox-failed: The docker daemon at ${docker.host} does not see ${join(folder, path)}: it has other folders than we.`,
    });
  },
);
