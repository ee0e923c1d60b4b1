/** Inputs that say which recipe is meant, and where its image is. */
import { actionVerbs, buildingVerbs, calls, commands, type Input, imageVerbs, sourceVerbs } from "../input.ts";

export const whereRows: readonly Input[] = [
  {
    name: "path",
    kind: "text",
    short: "C",
    placeholder: "DIR",
    default: ".",
    description: "Folder of the git repository.",
    verbs: [...actionVerbs, "assemble", "lock", "passed", "verify"],
    places: calls,
  },
  {
    name: "ref",
    kind: "text",
    placeholder: "REV",
    description:
      "Revision to read the recipe from. Default: the checkout; with uncommitted changes, the tag ends in -dirty.",
    verbs: [...imageVerbs, "plan", "passed", "verify"],
    places: calls,
  },
  {
    name: "source",
    kind: "text",
    placeholder: "URI",
    description:
      "Files to work with instead of the repository's: `https://….tar.gz` or `.zip` (`#sha256=…` if its sum is known), `docker://HOST/REPOSITORY:TAG` for the files of an image, a `data:` URI, a folder or an archive, `-` for a tar on standard input. Their key is the one that the same files have as a commit.",
    verbs: sourceVerbs,
    places: calls,
  },
  {
    name: "store",
    kind: "text",
    form: "repository",
    placeholder: "REPOSITORY|DIR",
    description:
      "Where to keep images and snapshots: a repository in a registry, a folder (an OCI image layout), or `actions-cache`, the cache of GitHub Actions. Overrides `image`.",
    circleci: {
      description:
        "Where to keep images and snapshots: a repository in a registry, or a folder (an OCI image layout). Overrides `image`.",
    },
    verbs: [...actionVerbs, "lock", "passed", "verify"],
    places: calls,
  },
  {
    name: "registry",
    kind: "text",
    placeholder: "HOST",
    description:
      "Registry that `username`, `password` and `plain-http` are for, such as `ghcr.io`; no other gets them. Default: that of the input `store` or `image`, else of the first destination. Required if only `treestamp.yml` names the image.",
    verbs: [...actionVerbs, "assemble", "lock", "passed", "verify"],
    places: calls,
  },
  {
    name: "username",
    kind: "text",
    description: "User name for `registry`. Default: the login of docker or podman.",
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
    description: "Use plain HTTP for `registry`. Loopback addresses do not need it.",
    verbs: [...actionVerbs, "assemble", "lock", "passed", "verify"],
    places: calls,
  },
];

/** Inputs about what this machine keeps. */
export const cacheRows: readonly Input[] = [
  {
    name: "cache-folder",
    kind: "text",
    placeholder: "DIR",
    description: "Where this machine keeps fetched snapshots and the default store.",
    verbs: commands,
    places: calls,
  },
  {
    name: "cache-size",
    kind: "text",
    placeholder: "SIZE",
    default: "20GB",
    description:
      "Size limit of the cache folder, such as `20GB` or `512MiB`; what was used least recently is removed first, and nothing that is in use. `0` keeps only what is in use, `unlimited` everything. Default: 20GB.",
    verbs: [...buildingVerbs, "assemble", "serve", "prune"],
    places: calls,
  },
];
