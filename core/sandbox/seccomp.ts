/**
 * The system calls that a command may make: Docker's default profile, for the capabilities that a command can have here.
 *
 * seccomp-default.json is default.json of the Go module github.com/moby/profiles/seccomp, version 0.3.0, unchanged.
 * By the Moby authors, Apache License 2.0: seccomp-default.license.txt.
 */
import { release } from "node:os";
import { isAtLeast, programVersion } from "../machine/program-version.ts";
import profile from "./seccomp-default.json" with { type: "json" };

/** One rule of the profile. Source: github.com/moby/profiles/seccomp, seccomp.go. */
interface Rule {
  readonly names: readonly string[];
  readonly action: string;
  readonly args?: readonly object[];
  readonly errnoRet?: number;
  readonly includes?: Conditions;
  readonly excludes?: Conditions;
}

interface Conditions {
  readonly arches?: readonly string[];
  readonly caps?: readonly string[];
  readonly minKernel?: string;
}

export interface Machine {
  /** As Node names it. */
  readonly arch: string;
  /** `6.8.0-31-generic` */
  readonly kernel: string;
}

/** What Go, and so the profile, calls what Node calls otherwise; and what seccomp calls those. */
const architectures: Readonly<Record<string, readonly [go: string, seccomp: string]>> = {
  x64: ["amd64", "SCMP_ARCH_X86_64"],
  arm64: ["arm64", "SCMP_ARCH_AARCH64"],
  ppc64: ["ppc64le", "SCMP_ARCH_PPC64LE"],
  s390x: ["s390x", "SCMP_ARCH_S390X"],
  riscv64: ["riscv64", "SCMP_ARCH_RISCV64"],
  loong64: ["loong64", "SCMP_ARCH_LOONGARCH64"],
};

/**
 * Architectures that a machine's kernel runs, and whose every rule costs the start milliseconds: x32 is not worth its 13,
 * for Debian's and Ubuntu's kernels do not run it. A call of an architecture that is left out ends the program.
 */
const leftOut = ["SCMP_ARCH_X32"];

/**
 * The profile as an OCI runtime takes it: the rules for a machine and a bounding set. Both crun and runc leave out calls that
 * their libseccomp does not know. Source: runtime-spec, config-linux.md, seccomp.
 */
export function seccompFor(
  capabilities: readonly string[],
  { arch, kernel }: Machine = { arch: process.arch, kernel: release() },
): object {
  const [goArch, seccompArch] = architectures[arch] ?? [arch, ""];
  const family = profile.archMap.find(({ architecture }) => architecture === seccompArch);
  const holds = ({ arches = [], caps = [], minKernel }: Conditions) =>
    (arches.length === 0 || arches.includes(goArch)) &&
    caps.every((capability) => capabilities.includes(capability)) &&
    (minKernel === undefined || isAtLeast(programVersion(kernel), programVersion(minKernel)));
  const excluded = ({ arches = [], caps = [] }: Conditions) =>
    arches.includes(goArch) || caps.some((capability) => capabilities.includes(capability));
  return {
    defaultAction: profile.defaultAction,
    defaultErrnoRet: profile.defaultErrnoRet,
    ...(family === undefined
      ? {}
      : {
          architectures: [family.architecture, ...(family.subArchitectures ?? [])].filter(
            (name) => !leftOut.includes(name),
          ),
        }),
    syscalls: (profile.syscalls as readonly Rule[])
      .filter(({ includes = {}, excludes = {} }) => holds(includes) && !excluded(excludes))
      .map(({ names, action, args, errnoRet }) => ({
        names,
        action,
        ...(args && { args }),
        ...(errnoRet && { errnoRet }),
      })),
  };
}
