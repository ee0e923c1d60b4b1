/** A docker daemon that does not see our folders, as on another machine or in another pod: a real one, with mounts of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { run } from "../../core/machine/process.ts";
import { soleManifest } from "../../core/oci/layout/store.ts";
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

/** Runs a command, or phases, whose caller alone sees what is in `unseen`. */
async function called(
  workspace: string,
  scratch: string,
  what: Partial<SandboxJob> & { readonly argv?: string[] } = {},
) {
  const { argv = ["/bin/sh", "-c", "cat /run/script/text"], ...given } = what;
  const layout = join(folder, "image");
  const job: SandboxJob = {
    driver: { kind: "docker", host: docker.host, layout, image: (await soleManifest(layout)).descriptor },
    scratch: join(folder, scratch, "cache/scratch"),
    image: { env: [["PATH", "/bin"]], user: "", workingDir: "/", entrypoint: [], cmd: [] },
    command: {
      argv,
      ...{ env: [], workingDirectory: "/", user: "caller", devices: [], writable: [] },
      binds: [
        { source: join(folder, workspace, "work"), target: "/work", readOnly: false },
        { source: join(folder, scratch, "cache/ours"), target: "/run/script", readOnly: true },
      ],
    },
    hidden: join(folder, scratch, "cache"),
    ...given,
  };
  const places = [
    join(folder, workspace, "work"),
    join(folder, scratch, "cache/scratch"),
    join(folder, scratch, "cache/ours"),
  ];
  const script = 'mount -t tmpfs tmpfs "$1" && mkdir -p "$2" "$3" "$4" && echo ran >"$4/text" && shift 4 && exec "$@"';
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

describe("a daemon that does not see our own files", () => {
  test("gets them with the container", async () => {
    expect(await called("seen", "unseen")).toEqual({ code: 0, stdout: "ran\n", stderr: "" });
  });

  test("says in words why a command cannot start", async () => {
    expect(await called("seen", "unseen", { argv: ["no-such-program"] })).toMatchObject({
      code: 127,
      stderr: expect.stringContaining("no-such-program: not found in the image"),
    });
  });

  test("runs phases, whose output and outcomes come back", async () => {
    const phases = ["echo one", "echo two; sleep 2; exit 3", "true"];
    const { stdout } = await called("seen", "unseen", { phases });
    expect(JSON.parse(stdout)).toEqual({
      ...{ exitCode: 3, outcomes: ["success", "failure", "skipped"], printed: "one\ntwo\n" },
    });
  });

  test("leaves no container, however the command ends", async () => {
    await called("seen", "unseen", { argv: ["/bin/false"] });
    const listed = await run("docker", ["container", "ls", "--all", "--quiet"], { env: docker.env });
    expect(listed.stdout.toString()).toBe("");
  });
});

test.each(["seen", "unseen"])(
  "a workspace that the daemon does not see is an error that names it, before anything runs; our files are %s",
  async (scratch) => {
    expect(await called("unseen", scratch)).toEqual({
      code: failedExitCode,
      stdout: "",
      stderr: `sandbox-failed: The docker daemon at ${docker.host} does not see ${join(folder, "unseen/work")}: it has folders of its own.`,
    });
  },
);
