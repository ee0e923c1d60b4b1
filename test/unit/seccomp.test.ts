import { expect, test } from "@jest/globals";
import { capabilities } from "../../core/sandbox/oci-spec.ts";
import { type Machine, seccompFor } from "../../core/sandbox/seccomp.ts";
import profile from "../../core/sandbox/seccomp-default.json" with { type: "json" };

interface Rules {
  readonly defaultAction: string;
  readonly defaultErrnoRet: number;
  readonly architectures?: readonly string[];
  readonly syscalls: readonly {
    readonly names: readonly string[];
    readonly action: string;
    readonly args?: readonly object[];
    readonly errnoRet?: number;
  }[];
}

const hosted: Machine = { arch: "x64", kernel: "6.8.0-1021-azure" };
const rules = (held = capabilities, machine: Partial<Machine> = {}) =>
  seccompFor(held, { ...hosted, ...machine }) as Rules;
const allowed = (...given: Parameters<typeof rules>) =>
  new Set(rules(...given).syscalls.flatMap(({ names, action }) => (action === "SCMP_ACT_ALLOW" ? names : [])));

test("what no rule allows is refused with EPERM", () => {
  expect(rules()).toMatchObject({ defaultAction: "SCMP_ACT_ERRNO", defaultErrnoRet: 1 });
});

test("a command without CAP_SYS_ADMIN makes no namespace, no mount and no key, and asks for clone3 in vain", () => {
  const calls = allowed();
  for (const call of ["unshare", "setns", "mount", "umount2", "move_mount", "bpf", "keyctl", "add_key", "kexec_load"]) {
    expect(calls).not.toContain(call);
  }
  // ENOSYS, so that the C library falls back to clone, whose flags a rule can read.
  expect(rules().syscalls).toContainEqual({ names: ["clone3"], action: "SCMP_ACT_ERRNO", errnoRet: 38 });
  expect(rules().syscalls).toContainEqual({
    names: ["clone"],
    action: "SCMP_ACT_ALLOW",
    args: [{ index: 0, value: 0x7e020000, op: "SCMP_CMP_MASKED_EQ" }],
  });
  expect(calls).toContain("openat");
  expect(calls).toContain("chroot"); // CAP_SYS_CHROOT
});

test("a capability brings its calls", () => {
  const calls = allowed([...capabilities, "CAP_SYS_ADMIN", "CAP_SYS_TIME"]);
  for (const call of ["unshare", "mount", "clone3", "clock_settime"]) expect(calls).toContain(call);
  expect(rules([...capabilities, "CAP_SYS_ADMIN"]).syscalls.filter(({ errnoRet }) => errnoRet === 38)).toEqual([]);
});

test("ptrace is for kernels that check what it does: 4.8 and newer", () => {
  expect(allowed()).toContain("ptrace");
  expect(allowed(capabilities, { kernel: "4.18.0-553.el8" })).toContain("ptrace");
  expect(allowed(capabilities, { kernel: "4.8" })).toContain("ptrace");
  expect(allowed(capabilities, { kernel: "4.4.0-210" })).not.toContain("ptrace");
  expect(allowed(capabilities, { kernel: "3.10.0" })).not.toContain("ptrace");
});

test("each architecture has its own calls, and its 32-bit programs run, but not those of x32", () => {
  expect(rules().architectures).toEqual(["SCMP_ARCH_X86_64", "SCMP_ARCH_X86"]);
  expect(allowed()).toContain("arch_prctl");
  const arm = allowed(capabilities, { arch: "arm64" });
  expect(arm).toContain("arm_fadvise64_64");
  expect(arm).not.toContain("arch_prctl");
  expect(rules(capabilities, { arch: "arm64" }).architectures).toEqual(["SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM"]);
  // One that the profile does not list is left to the runtime, which knows its own.
  expect(rules(capabilities, { arch: "mips" }).architectures).toBeUndefined();
});

test("the profile is docker's, whole", () => {
  expect(profile.syscalls.length).toBe(60);
  expect(new Set(profile.syscalls.flatMap(({ names }) => names)).size).toBeGreaterThan(400);
});
