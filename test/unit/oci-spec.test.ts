/** What a runtime is told about a command: what it may do, and what it may not see. Other tests see the effect. */
import { describe, expect, test } from "@jest/globals";
import type { ImageConfig } from "../../core/oci/image-config.ts";
import { capabilities, environmentOf, runtimeSpec, type Surroundings } from "../../core/sandbox/oci-spec.ts";
import type { Command } from "../../core/sandbox/port.ts";

const image: ImageConfig = {
  env: new Map([
    ["HOME", "/root"],
    ["A", "image"],
  ]),
  ...{ user: "", workingDir: "", entrypoint: [], cmd: [] },
};
const command: Command = {
  argv: ["true"],
  workingDirectory: "/work",
  env: new Map([["A", "command"]]),
  user: "1001:1001",
  ...{ binds: [], devices: [], writable: [] },
};
const around: Surroundings = {
  root: "/root-of-it",
  user: { uid: 1001, gid: 1001, additionalGids: [] },
  files: new Map([["/etc/hosts", "/scratch/hosts"]]),
  shown: { binds: [{ source: "/work", target: "/work", readOnly: false }], masks: ["/work/cache"] },
  devices: [],
  terminal: undefined,
  ownsNetwork: true,
  unifiedCgroups: true,
};

function specOf(changed: Partial<Surroundings> = {}, asked: Partial<Command> = {}) {
  const { head, tail } = runtimeSpec(image, { ...command, ...asked }, { ...around, ...changed });
  return JSON.parse(`${head}],"user":{}${tail}`);
}
const mountAt = (spec: ReturnType<typeof specOf>, path: string) =>
  spec.mounts.find(({ destination }: { destination: string }) => destination === path);

describe("of the machine", () => {
  // Source: moby, daemon/pkg/oci/defaults.go.
  test.each([
    ...["/proc/acpi", "/proc/asound", "/proc/interrupts", "/proc/kcore", "/proc/keys", "/proc/latency_stats"],
    ...["/proc/sched_debug", "/proc/scsi", "/proc/timer_list", "/proc/timer_stats", "/sys/firmware"],
    "/sys/devices/virtual/powercap",
  ])("%s is hidden", (path) => expect(specOf().linux.maskedPaths).toContain(path));

  test.each(["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"])("%s is read-only", (path) =>
    expect(specOf().linux.readonlyPaths).toContain(path),
  );

  test("folders of ours that a bind shows are covered, and sysfs and control groups are read-only", () => {
    expect(mountAt(specOf(), "/work/cache")).toMatchObject({ type: "tmpfs", options: expect.arrayContaining(["ro"]) });
    for (const ownsNetwork of [true, false]) {
      for (const path of ["/sys", "/sys/fs/cgroup"])
        expect(mountAt(specOf({ ownsNetwork }), path).options).toContain("ro");
    }
  });
});

test("device nodes open nothing: in the image by a hook that can fail the start, in every bind by its own option", () => {
  const [hook, ...others] = specOf().hooks.createContainer;
  expect(others).toEqual([]);
  expect(hook.args.join(" ")).toMatch(/mount -o remount,bind,nodev -- "\$1" sh \/root-of-it$/);
  const binds = specOf().mounts.filter(({ type }: { type: string }) => type === "bind");
  expect(binds.length).toBeGreaterThan(2);
  for (const { options } of binds) expect(options).toContain("nodev");
});

describe("a command", () => {
  test("makes the system calls of docker's profile, unless it was asked for all", () => {
    expect(specOf().linux.seccomp).toMatchObject({ defaultAction: "SCMP_ACT_ERRNO" });
    expect(specOf({}, { seccomp: "unconfined" }).linux.seccomp).toBeUndefined();
  });

  test("of root holds docker's capabilities but for device nodes; another user's holds none", () => {
    const root = { uid: 0, gid: 0, additionalGids: [] };
    expect(specOf({ user: root }).process.capabilities).toMatchObject({
      effective: capabilities,
      permitted: capabilities,
    });
    expect(specOf().process.capabilities).toEqual({ bounding: capabilities, effective: [], permitted: [] });
    for (const dangerous of ["CAP_SYS_ADMIN", "CAP_MKNOD", "CAP_SYS_PTRACE", "CAP_NET_ADMIN", "CAP_SYS_MODULE"]) {
      expect(capabilities).not.toContain(dangerous);
    }
  });

  test("has the image's variables under its own, and no HOME of the image's user as another one", () => {
    const env = (user: string, home: string) =>
      Object.fromEntries(environmentOf(image, { ...command, user }, home, false));
    expect(env("1001:1001", "")).not.toHaveProperty("HOME");
    expect(env("1001:1001", "/home/me")).toMatchObject({ HOME: "/home/me", A: "command" });
    expect(env("image", "")).toMatchObject({ HOME: "/root" });
  });
});
