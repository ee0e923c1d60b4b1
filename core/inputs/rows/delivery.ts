/** The inputs and outputs of push and promote, by the names of docker/build-push-action and docker/metadata-action: part of the one table. */
import { calls, type Input, type Output, type Verb } from "../input.ts";

const both: readonly Verb[] = ["push", "promote"];
const push: readonly Verb[] = ["push"];

export const deliveryRows: readonly Input[] = [
  {
    name: "images",
    kind: "list",
    placeholder: "REPOSITORY",
    description:
      "Repositories that the image goes to, in any registries, without tags; a folder (an OCI image layout) is one, too. Default of promote: the repository of the build image. Not needed where `tags` has whole names.",
    verbs: both,
    places: calls,
  },
  {
    name: "tags",
    kind: "list",
    placeholder: "RULE",
    description:
      "Tags, as docker/metadata-action has them: plain ones, rules such as `type=semver,pattern={{version}}`, `type=ref,event=branch`, `type=sha`, and besides `type=tree` and `type=date`; or whole names, `ghcr.io/acme/app:1.0`. Default: the branch, git tag or pull request.",
    verbs: both,
    places: calls,
  },
  {
    name: "flavor",
    kind: "list",
    placeholder: "NAME=VALUE",
    description:
      "With which images `latest` goes: `latest=auto` with a release, `latest=true` on the default branch, too, `latest=false` never; `prefix=…` and `suffix=…` for all tags.",
    verbs: both,
    places: calls,
  },
  {
    name: "overwrite",
    kind: "list",
    commas: true,
    placeholder: "TAG",
    description:
      "Tags that may be moved from another image, `*` for any characters. `latest`, branches, pull requests, `edge`, `nightly` and parts of versions (`1.2`) move without being named; a key's tag never does.",
    verbs: both,
    places: calls,
  },
  {
    name: "source",
    kind: "text",
    placeholder: "PATH",
    description:
      "Image to push instead of building one: a folder (an OCI image layout) or an archive (`docker save`, or OCI) that a run has made.",
    verbs: push,
    places: calls,
  },
  {
    name: "source",
    kind: "text",
    placeholder: "IMAGE",
    description:
      "Image that is there: REPOSITORY:TAG, REPOSITORY@sha256:… or oci:FOLDER:TAG. Default: the build image of this tree, which is built where it is absent.",
    verbs: ["promote"],
    places: calls,
  },
  {
    name: "context",
    kind: "text",
    placeholder: "DIR",
    description:
      "Folder that is the build context of the final image, as it is on disk, without `.git` and what `.dockerignore` leaves out. Default: the current one.",
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
    name: "platforms",
    kind: "list",
    commas: true,
    placeholder: "OS/ARCH",
    description: "Platforms of the final image. Default: linux/amd64.",
    verbs: push,
    places: calls,
  },
  {
    name: "build-image",
    kind: "text",
    placeholder: "IMAGE",
    description:
      "What `FROM build-image` stands for: the output `image` of an earlier step, or another image that is there. Default: the build image of `treestamp.yml`, which is built where it is absent.",
    verbs: push,
    places: calls,
  },
  {
    name: "base",
    kind: "map",
    names: "image",
    placeholder: "NAME=IMAGE@DIGEST",
    description:
      "Further images that `FROM NAME` stands for: `REPOSITORY@sha256:…` in a registry, or `oci-layout://FOLDER@sha256:…` on disk.",
    verbs: push,
    places: calls,
  },
  {
    name: "labels",
    kind: "map",
    names: "label",
    placeholder: "NAME=VALUE",
    description:
      "Labels of the image, besides OCI's own (source, revision, created, version, …), which are given anyway; an empty value takes one away.",
    verbs: push,
    places: calls,
  },
  {
    name: "annotations",
    kind: "map",
    names: "annotation",
    placeholder: "NAME=VALUE",
    description:
      "Annotations of the manifest or index that the tag names, besides OCI's own. `manifest:` and `index:` before a name, as docker has them, both mean it.",
    verbs: push,
    places: calls,
  },
  {
    name: "secrets",
    kind: "map",
    names: "secret",
    placeholder: "ID=VALUE",
    description:
      "Build secrets by their values, as docker/build-push-action has them, for `RUN --mount=type=secret,id=ID`. A value of several lines stands in double quotes, together with its name.",
    verbs: push,
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
    negated: "Build the image and say its tags, but write nothing anywhere.",
    default: "true",
    description:
      "Whether the image is pushed: `false` builds it and says its tags, and writes nothing anywhere (for pull requests).",
    verbs: push,
    places: calls,
  },
];

export const deliveryOutputs: readonly Output[] = [
  { name: "image", description: "Full name of the image: its first tag with the digest.", verbs: both },
  { name: "digest", description: "Digest of what all the tags name.", verbs: both },
  { name: "tags", description: "Full names of all tags, one a line.", verbs: both },
  { name: "version", description: "The first tag by priority, which the image calls its version.", verbs: both },
  { name: "labels", description: "Labels of the image, NAME=VALUE, one a line.", verbs: push },
  {
    name: "build-image",
    description: "Digest of the build image that it was built on; empty without one.",
    verbs: push,
  },
  { name: "stages", description: "JSON list of the stages with their seconds and bytes.", verbs: both },
];
