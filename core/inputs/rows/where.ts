/** Inputs that say which recipe is meant, and where its image is. */
import { actionVerbs, buildingVerbs, calls, type Input, imageVerbs, verbs } from "../input.ts";

export const whereRows: readonly Input[] = [
  {
    name: "path",
    kind: "text",
    short: "C",
    placeholder: "DIR",
    default: ".",
    description: "Folder of the git repository.",
    verbs: actionVerbs,
    places: calls,
  },
  {
    name: "ref",
    kind: "text",
    placeholder: "REV",
    description:
      "Revision to take the recipe from. Default: what is checked out, with uncommitted changes under a tag that ends in -dirty.",
    verbs: imageVerbs,
    places: calls,
  },
  {
    name: "store",
    kind: "text",
    form: "repository",
    placeholder: "REPOSITORY|DIR",
    description:
      "Where images and snapshots are kept: a repository in a registry, a folder (an OCI image layout), or `actions-cache`, the cache of GitHub Actions. Wins over `image`.",
    circleci: {
      description:
        "Where images and snapshots are kept: a repository in a registry, or a folder (an OCI image layout). Wins over `image`.",
    },
    verbs: actionVerbs,
    places: calls,
  },
  {
    name: "registry",
    kind: "text",
    placeholder: "HOST",
    description:
      "Registry that `username`, `password` and `plain-http` are for, such as `ghcr.io`; no other gets them. Default: that of the input `store` or `image`, else of the first destination. Has to be named where only `treestamp.yml` names the image.",
    verbs: actionVerbs,
    places: calls,
  },
  {
    name: "username",
    kind: "text",
    description: "User name for `registry`. Default: what docker or podman is logged in with.",
    verbs: actionVerbs,
    places: ["action"],
  },
  {
    name: "password",
    kind: "text",
    description: "Password or token for `registry`.",
    verbs: actionVerbs,
    places: ["action"],
  },
  {
    name: "plain-http",
    kind: "boolean",
    default: "false",
    description: "Speak plain HTTP with `registry`. Loopback addresses need no asking.",
    verbs: actionVerbs,
    places: calls,
  },
];

/** Inputs about what this machine keeps. */
export const cacheRows: readonly Input[] = [
  {
    name: "cache-folder",
    kind: "text",
    placeholder: "DIR",
    description: "Where fetched snapshots and the default store are kept on this machine.",
    verbs,
    places: calls,
  },
  {
    name: "cache-size",
    kind: "text",
    placeholder: "SIZE",
    default: "20GB",
    description:
      "Most that is kept in the cache folder, such as `20GB` or `512MiB`; what was used least recently is removed first, and nothing that is in use. `0` keeps only that, `unlimited` everything. Default: 20GB.",
    verbs: [...buildingVerbs, "prune"],
    places: calls,
  },
];
