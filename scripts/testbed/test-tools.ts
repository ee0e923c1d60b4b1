/** What the tests need beside Node and git: programs from Debian packages, and Go programs at pinned versions. */
import { readFileSync } from "node:fs";
import type { Program } from "./debian-packages.ts";
import type { GoTool } from "./go-tools.ts";
import type { WheelTool } from "./wheels.ts";

export const programs: readonly Program[] = [
  { command: "runc", debianPackages: ["runc"], why: "runs commands in sandboxes" },
  { command: "crun", debianPackages: ["crun"], why: "runs commands in sandboxes, as runc does" },
  { command: "sudo", debianPackages: ["sudo"], why: "mounts for a caller who is not root" },
  {
    command: "newuidmap",
    debianPackages: ["uidmap"],
    why: "gives a caller who is not root the numbers of other users",
  },
  { command: "tini-static", debianPackages: ["tini"], why: "is the first process in containers of the test daemons" },
  { command: "strace", debianPackages: ["strace"], why: "shows every command line that a secret could stand on" },
  { command: "buildah", debianPackages: ["buildah"], why: "is the engine without a daemon" },
  { command: "skopeo", debianPackages: ["skopeo"], why: "reads our images as a second opinion" },
  { command: "fsck.erofs", debianPackages: ["erofs-utils"], why: "reads our snapshots as a second opinion" },
  { command: "mmdebstrap", debianPackages: ["mmdebstrap"], why: "makes a Debian root from packages" },
  { command: "containerd", debianPackages: ["containerd"], why: "stands under the Docker daemon" },
  { command: "docker", debianPackages: ["docker-cli", "docker.io"], why: "is the client of the Docker engine" },
  {
    command: "busybox",
    debianPackages: ["busybox-static"],
    // The tests put this one file into an image of its own: it must need no library.
    present: () => isStatic("/bin/busybox"),
    why: "is the content of small images",
  },
  { command: "getfattr", debianPackages: ["attr"], why: "reads extended attributes" },
  { command: "curl", debianPackages: ["curl"], why: "downloads and continues pipelines in the orb's scripts" },
  { command: "jq", debianPackages: ["jq"], why: "writes and reads JSON in the orb's scripts" },
  { command: "setcap", debianPackages: ["libcap2-bin"], why: "sets file capabilities" },
  { command: "as", debianPackages: ["binutils"], why: "assembles the starter of commands" },
  ...(process.arch === "arm64"
    ? [
        { command: "x86_64-linux-gnu-as", debianPackages: ["binutils-x86-64-linux-gnu"], why: "assembles it for x64" },
        { command: "qemu-x86_64", debianPackages: ["qemu-user"], why: "runs the starter of x64" },
      ]
    : [
        {
          command: "aarch64-linux-gnu-as",
          debianPackages: ["binutils-aarch64-linux-gnu"],
          why: "assembles it for arm64",
        },
        { command: "qemu-aarch64", debianPackages: ["qemu-user"], why: "runs the starter of arm64" },
      ]),
];

/** In the order in which tests want them. */
export const goTools: readonly GoTool[] = [
  {
    command: "registry",
    source: "github.com/distribution/distribution/v3/cmd/registry",
    version: "v3.1.1",
    main: "registry.go",
    why: "is the registry that stores are tested on",
  },
  {
    command: "dockerd",
    source: "github.com/moby/moby/v2/cmd/dockerd",
    version: "v2.0.0-beta.21",
    tags: "exclude_graphdriver_btrfs",
    why: "is the Docker engine, version 29",
  },
  {
    command: "buildx",
    source: "github.com/docker/buildx/cmd/buildx",
    version: "v0.36.1",
    why: "speaks to BuildKit",
  },
  {
    command: "buildkitd",
    source: "github.com/moby/buildkit/cmd/buildkitd",
    version: "v0.32.2",
    isRequired: true,
    why: "is a builder on another machine",
  },
  {
    command: "crane",
    source: "github.com/google/go-containerregistry/cmd/crane",
    version: "v0.21.9",
    why: "reads our images as a second opinion",
  },
  {
    command: "act",
    source: "github.com/nektos/act",
    version: "v0.2.87",
    why: "runs workflows as GitHub Actions does",
  },
  {
    command: "versitygw",
    source: "github.com/versity/versitygw/cmd/versitygw",
    version: "v1.8.0",
    why: "is the S3 server that buckets are tested on",
  },
];

/** What packs the orb: see pack-orb.ts. */
export const circleciTool: GoTool = {
  command: "circleci",
  source: "github.com/CircleCI-Public/circleci-cli",
  version: "v0.1.47860",
  isRequired: true,
  why: "packs the orb",
};

/** What reads what we sign, as a second opinion: see test/long/sigstore.test.ts. */
export const cosignTool: GoTool = {
  command: "cosign",
  source: "github.com/sigstore/cosign/v3/cmd/cosign",
  version: "v3.1.3",
  why: "verifies what we sign as a second opinion",
};

/** What looks at workflows without running them: see lint-workflows.ts. */
export const linters = {
  programs: [
    { command: "shellcheck", debianPackages: ["shellcheck"], why: "looks at the scripts in workflows" },
  ] satisfies Program[],
  goTools: [
    {
      command: "actionlint",
      source: "github.com/rhysd/actionlint/cmd/actionlint",
      version: "v1.7.12",
      why: "looks for mistakes in workflows",
    },
  ] satisfies GoTool[],
  wheels: [
    { command: "zizmor", wheel: "zizmor==1.32.0", why: "looks for weaknesses in workflows" },
    {
      command: "check-jsonschema",
      wheel: "check-jsonschema==0.39.0",
      why: "has the schema of CircleCI's language server, for the orb and its examples",
    },
  ] satisfies WheelTool[],
};

/** All Go programs that any test calls, in the order in which they are built. */
export const allGoTools: readonly GoTool[] = [...goTools, ...linters.goTools, circleciTool];

/** True for an ELF program without an interpreter (program header PT_INTERP, type 3). Source: elf(5). */
function isStatic(path: string): boolean {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return false;
  }
  if (file.readUInt32BE(0) !== 0x7f454c46) return false;
  const [start, size, count] = [Number(file.readBigUInt64LE(32)), file.readUInt16LE(54), file.readUInt16LE(56)];
  for (let i = 0; i < count; i++) if (file.readUInt32LE(start + i * size) === 3) return false;
  return true;
}
