/** What the action setup takes, and what it tells. */
import type { Input, Output } from "../input.ts";

export const setupRows: readonly Input[] = [
  {
    name: "install",
    kind: "boolean",
    default: "false",
    description:
      "Install the programs that the runner lacks: git, crun and buildah, and erofsfuse if the kernel has no EROFS. Needs apt-get, dnf or apk, and root or a `sudo` that needs no password.",
    verbs: ["setup"],
    places: ["action"],
  },
];

export const setupOutputs: readonly Output[] = [
  { name: "version", description: "Version of treestamp.", verbs: ["setup"] },
  { name: "path", description: "Full path of the command `treestamp`.", verbs: ["setup"] },
];
