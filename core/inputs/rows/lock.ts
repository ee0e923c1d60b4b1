/** Inputs of the verb lock. */
import type { Input } from "../input.ts";

export const lockRows: readonly Input[] = [
  {
    name: "environment",
    kind: "text",
    placeholder: "NAME",
    description: "Lock this environment of `treestamp.yml` alone. Default: all of them.",
    verbs: ["lock"],
    places: ["cli"],
  },
  {
    name: "check",
    kind: "boolean",
    default: "false",
    description:
      "Write nothing, and fail if something is not fixed: an image or a download of a Dockerfile, packages without a lock, or a lock for other packages.",
    verbs: ["lock"],
    places: ["cli"],
  },
  {
    name: "snapshot",
    kind: "text",
    placeholder: "DATE",
    description:
      "Take packages as Debian's mirrors had them on that day, such as `2026-01-31`, from snapshot.debian.org. Default: as the base's own mirror has them now.",
    verbs: ["lock"],
    places: ["cli"],
  },
  {
    name: "bases",
    kind: "text",
    choices: ["map", "in-place"],
    description:
      "Fix the images that Dockerfiles name, too, by the digests that their registries say now: `map` writes them under `base` in `treestamp.yml`, `in-place` behind the names in the Dockerfile. Default: say which have none.",
    verbs: ["lock"],
    places: ["cli"],
  },
];
