/** The inputs and outputs of push and promote, by the names of docker/build-push-action and docker/metadata-action: part of the one table. */
import { calls, type Input, type Output, type Verb } from "../input.ts";

const delivering: readonly Verb[] = ["push", "promote", "assemble"];
const making: readonly Verb[] = ["push", "assemble"];
const push: readonly Verb[] = ["push"];

export const deliveryRows: readonly Input[] = [
  {
    name: "images",
    kind: "list",
    placeholder: "REPOSITORY",
    description:
      "Repositories that the image goes to, in any registry, without tags, or folders (OCI image layouts). Default of promote: the build image's repository. Not needed if `tags` has whole names.",
    verbs: delivering,
    places: calls,
  },
  {
    name: "tags",
    kind: "list",
    placeholder: "RULE",
    description:
      "Tags, written as for docker/metadata-action: plain tags, rules such as `type=semver,pattern={{version}}`, `type=ref,event=branch` and `type=sha`, also `type=tree` and `type=date`, or whole names, `ghcr.io/acme/app:1.0`. Default: the branch, git tag or pull request.",
    verbs: delivering,
    places: calls,
  },
  {
    name: "flavor",
    kind: "list",
    placeholder: "NAME=VALUE",
    description:
      "Which images get `latest`: `latest=auto` releases, `latest=true` also the default branch, `latest=false` none; `prefix=…` and `suffix=…` for all tags.",
    verbs: delivering,
    places: calls,
  },
  {
    name: "overwrite",
    kind: "list",
    commas: true,
    placeholder: "TAG",
    description:
      "Tags that may move from another image to this one; `*` matches any characters. `latest`, branches, pull requests, `edge`, `nightly` and parts of versions (`1.2`) always move; a key's tag never does.",
    verbs: delivering,
    places: calls,
  },
  {
    name: "saved-image",
    kind: "text",
    placeholder: "PATH",
    description:
      "Image to push instead of building one: a folder (an OCI image layout) or an archive (`docker save`, or OCI) that an earlier step made.",
    verbs: push,
    places: calls,
  },
  {
    name: "source",
    kind: "text",
    placeholder: "IMAGE",
    description:
      "Existing image: REPOSITORY:TAG, REPOSITORY@sha256:… or oci:FOLDER:TAG. Default: the build image of this tree, built if absent.",
    verbs: ["promote"],
    places: calls,
  },
  {
    name: "context",
    kind: "text",
    placeholder: "DIR",
    description:
      "Folder that is the build context of the final image, as it is on disk, without `.git` and what `.dockerignore` excludes. Default: the current folder.",
    verbs: push,
    places: calls,
  },
  {
    name: "file",
    kind: "text",
    short: "f",
    placeholder: "PATH",
    description: "Path of the final image's Dockerfile. Default: `Dockerfile` in the context.",
    verbs: push,
    places: calls,
  },
  {
    name: "target",
    kind: "text",
    placeholder: "STAGE",
    description: "Stage of the Dockerfile to build. Default: the last one.",
    verbs: push,
    places: calls,
  },
  {
    name: "build-args",
    kind: "map",
    names: "argument",
    placeholder: "NAME=VALUE",
    description: "Build arguments for the Dockerfile.",
    verbs: push,
    places: calls,
  },
  {
    name: "compression",
    kind: "text",
    choices: ["gzip", "zstd"],
    description:
      "How the layers that are built are compressed: `gzip`, which all clients pull, or `zstd`, smaller, for Docker 23 and newer. Default: gzip.",
    verbs: push,
    places: calls,
  },
  {
    name: "platforms",
    kind: "list",
    commas: true,
    placeholder: "OS/ARCH",
    description: "Platforms of the final image. Default: linux/amd64.",
    verbs: making,
    places: calls,
  },
  {
    name: "build-image",
    kind: "text",
    placeholder: "IMAGE",
    description:
      "The image that `FROM build-image` means: the output `image` of an earlier step, or another existing image. Default: the build image of `treestamp.yml`, built if absent.",
    verbs: push,
    places: calls,
  },
  {
    name: "base",
    kind: "map",
    names: "image",
    placeholder: "NAME=IMAGE@DIGEST",
    description:
      "More images that `FROM NAME` can mean: `REPOSITORY@sha256:…` in a registry, or `oci-layout://FOLDER@sha256:…` on disk.",
    verbs: push,
    places: calls,
  },
  {
    name: "labels",
    kind: "map",
    names: "label",
    placeholder: "NAME=VALUE",
    description:
      "Labels of the image, in addition to OCI's own (source, revision, created, version, …), which it always gets; an empty value removes one.",
    verbs: making,
    places: calls,
  },
  {
    name: "annotations",
    kind: "map",
    names: "annotation",
    placeholder: "NAME=VALUE",
    description:
      "Annotations of the manifest or index that the tag names, in addition to OCI's own. docker's prefixes `manifest:` and `index:` make no difference.",
    verbs: making,
    places: calls,
  },
  {
    name: "secrets",
    kind: "map",
    names: "secret",
    placeholder: "ID=VALUE",
    description:
      "Build secrets by value, as for docker/build-push-action, for `RUN --mount=type=secret,id=ID`. Put a value of several lines in double quotes, together with its name.",
    verbs: making,
    places: ["action"],
  },
  {
    name: "no-cache",
    kind: "boolean",
    default: "false",
    description: "Build the final image without the engine's cache.",
    verbs: push,
    places: calls,
  },
  {
    name: "push",
    kind: "boolean",
    negated: "Build the image and print its tags, but write nothing anywhere.",
    default: "true",
    description:
      "Whether to push the image: `false` builds it and prints its tags, but writes nothing anywhere (for pull requests).",
    verbs: push,
    places: calls,
  },
];

export const deliveryOutputs: readonly Output[] = [
  { name: "image", description: "Full name of the image: its first tag with the digest.", verbs: delivering },
  { name: "digest", description: "Digest of what all the tags name.", verbs: delivering },
  { name: "tags", description: "Full names of all tags, one per line.", verbs: delivering },
  { name: "version", description: "The first tag by priority, which is the image's version label.", verbs: delivering },
  { name: "labels", description: "Labels of the image, NAME=VALUE, one per line.", verbs: making },
  {
    name: "build-image",
    description: "Digest of the build image that this one was built on; empty without one.",
    verbs: push,
  },
  { name: "stages", description: "JSON list of the stages with their seconds and bytes.", verbs: delivering },
];
