/** Inputs that decide the image. */
import { calls, everywhere, graphVerbs, type Input, recipeVerbs } from "../input.ts";

export const recipeRows: readonly Input[] = [
  {
    name: "environment",
    kind: "text",
    placeholder: "NAME",
    description:
      "Which environment of `treestamp.yml` is meant. Default: what that file says under `default`, or its only one.",
    verbs: [...recipeVerbs, "push", "passed"],
    places: calls,
  },
  {
    name: "all",
    kind: "boolean",
    default: "false",
    description: "All environments of `treestamp.yml` instead of one, each after those that it is made from.",
    verbs: graphVerbs,
    places: calls,
  },
  {
    name: "image",
    kind: "text",
    form: "repository",
    placeholder: "REPOSITORY",
    description:
      "Repository of the build image in a registry, without a tag: the tag is the key. Default: none; images stay in a folder on this machine.",
    verbs: [...recipeVerbs, "plan", "passed"],
    places: everywhere,
  },
  {
    name: "context",
    kind: "text",
    placeholder: "DIR",
    default: ".",
    description: "Directory of the repository that is the build context. Default: the whole repository.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "file",
    kind: "text",
    short: "f",
    placeholder: "PATH",
    description: "Path of the Dockerfile in the repository. Default: `Dockerfile` in the context.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "target",
    kind: "text",
    placeholder: "STAGE",
    description: "Stage of the Dockerfile to build. Default: the last one.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "build-args",
    kind: "map",
    names: "argument",
    placeholder: "NAME=VALUE",
    description: "Build arguments for the Dockerfile. They are part of the key.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "platforms",
    kind: "list",
    commas: true,
    placeholder: "OS/ARCH",
    description:
      "Platforms to build for. Default: linux/amd64, on every machine, so that the key is the same everywhere.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "compression",
    kind: "text",
    choices: ["zstd", "gzip"],
    description:
      "How the layers that are built are compressed: `zstd`, for Docker 23 and newer, podman and containerd, or `gzip`, which older clients pull, too. Part of the key. Default: zstd.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "include",
    kind: "list",
    placeholder: "PATH",
    description:
      "More files or directories of the repository to add to the context at their own path, such as lock files. Patterns are written as in `.dockerignore` (`crates/*/Cargo.toml`; a later `!PATTERN` excludes again), and one that matches nothing is an error. `FILE#FIELD,FIELD` adds a TOML or JSON file reduced to these fields.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "base",
    kind: "map",
    names: "image",
    placeholder: "NAME=IMAGE@DIGEST",
    description:
      "Images that the Dockerfile names, pinned by digest: `NAME=REPOSITORY@sha256:…` in a registry, or `NAME=oci-layout://FOLDER@sha256:…` on disk. The digest is part of the key.",
    verbs: recipeVerbs,
    places: everywhere,
  },
];
