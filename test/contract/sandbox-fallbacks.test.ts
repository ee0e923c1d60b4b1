/** What a machine or a caller does not allow leads to the next best sandbox, and is said. On the real kernel and tools. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { run } from "../../core/machine/process.ts";
import type { MountedProbe } from "../../core/sandbox/mounted-tools.ts";
import { asSudoUser } from "../services/sudo-user.ts";
import { asUnprivilegedUser } from "../services/unprivileged-user.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-fallbacks-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is found by a process that is started through another command line. */
async function found(...through: readonly string[]): Promise<MountedProbe> {
  const program = join(import.meta.dirname, "../services/sandbox-probe.ts");
  const [first, ...rest] = [...through, process.execPath, program];
  const { exitCode, stdout, stderr } = await run(first!, rest, { stopBy: "end of input" });
  if (exitCode !== 0) throw new Error(stderr);
  return JSON.parse(stdout.toString("utf8")) as MountedProbe;
}

/** A kernel that does not list EROFS, as this process sees it. */
const withoutErofs = [
  ...["unshare", "--mount", "sh", "-c"],
  'grep -v erofs /proc/filesystems >"$0" && mount --bind "$0" /proc/filesystems && exec "$@"',
];
/** Without this capability nothing can be mounted, as in a container. */
const withoutMounts = ["setpriv", "--bounding-set", "-sys_admin", "--inh-caps", "-sys_admin"];

describe("the sandbox that can be had", () => {
  test("root and who may use sudo have the snapshot mounted by the kernel, and there is nothing to say", async () => {
    expect(await found()).toMatchObject({ ok: true, tools: { rights: "root", lower: "kernel" }, why: "" });
    // Should the kernel refuse it all the same: see test/e2e/command-line-docker.test.ts.
    expect(await found()).toMatchObject({ otherwise: expect.arrayContaining(["extracted"]) });
    const user = asSudoUser(1001, join(folder, "sudo-user"));
    expect(await found(...user)).toMatchObject({ ok: true, tools: { rights: "sudo", lower: "kernel" }, why: "" });
  });

  test("a kernel without EROFS: another program, or extraction", async () => {
    const probe = await found(...withoutErofs, join(folder, "filesystems"));
    expect(probe).toMatchObject({
      ok: true,
      tools: { rights: "root", lower: expect.stringMatching(/erofsfuse|extracted/) },
    });
    expect(probe.why).toContain("the kernel has no erofs");
  });

  test("no root and no sudo: a user namespace", async () => {
    const probe = await found(...asUnprivilegedUser(1001, join(folder, "user")));
    expect(probe).toMatchObject({ ok: true, tools: { rights: "user namespace" } });
    expect(probe.why).toMatch(/^root is needed, and sudo says: /);
  });

  test("no root, and no numbers for the image's users: none, and both reasons are given", async () => {
    const user = asUnprivilegedUser(1001, join(folder, "user-without-numbers"), "");
    expect(await found(...user)).toEqual({
      ok: false,
      why: expect.stringMatching(
        /root is needed, and sudo says: .*; in a user namespace of the caller: unshare: .*sub.id/,
      ),
    });
  });

  test("root that may not mount: none, and the reason is the kernel's", async () => {
    expect(await found(...withoutMounts)).toEqual({
      ok: false,
      why: "this process may not mount: unshare: unshare failed: Operation not permitted",
    });
  });
});
