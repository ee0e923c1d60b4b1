/** Inputs about how an image is built. */
import { buildingVerbs, calls, type Input } from "../input.ts";

export const buildRows: readonly Input[] = [
  {
    name: "engine",
    kind: "text",
    choices: ["auto", "docker", "buildah"],
    default: "auto",
    description:
      "What builds the image: `docker` (BuildKit) or `buildah`; `auto` is the first of them that works here.",
    verbs: [...buildingVerbs, "serve"],
    places: calls,
  },
  {
    name: "builder",
    kind: "list",
    commas: true,
    placeholder: "NAME",
    description:
      "Where BuildKit runs: a buildx instance or a docker context by its name, `tcp://HOST:PORT` or `unix:///PATH`. Of several, the first that can be used; the next one builds where it ends in the middle.",
    verbs: [...buildingVerbs, "serve"],
    places: calls,
  },
  {
    name: "builder-certs",
    kind: "text",
    placeholder: "DIR",
    description:
      "Folder with `ca.pem`, `cert.pem` and `key.pem`, for builders at `tcp://` (mutual TLS). Required, unless they are on this machine.",
    verbs: [...buildingVerbs, "serve"],
    places: calls,
  },
  {
    name: "force",
    kind: "boolean",
    default: "false",
    description:
      "Build even if the store already has the image; fails if the bytes differ, because a key names one image.",
    verbs: ["build"],
    places: calls,
  },
  {
    name: "max-parallel",
    kind: "text",
    placeholder: "N",
    default: "1",
    description: "With `all`: how many environments to build at once.",
    verbs: ["build"],
    places: calls,
  },
  {
    name: "build",
    kind: "text",
    choices: ["missing", "never"],
    default: "missing",
    description:
      "What to do where the image is absent: `missing` builds it, `never` fails, and says which key is missing and who would build it.",
    verbs: ["pull", "run", "push", "promote"],
    places: calls,
  },
  {
    name: "secret-envs",
    kind: "map",
    names: "secret",
    commas: true,
    placeholder: "ID=VARIABLE",
    description: "Build secrets from environment variables, for `RUN --mount=type=secret,id=ID`. Not part of the key.",
    verbs: [...buildingVerbs, "assemble"],
    places: calls,
  },
  {
    name: "secret-files",
    kind: "map",
    names: "secret",
    placeholder: "ID=PATH",
    description: "Build secrets from files, for `RUN --mount=type=secret,id=ID`. Not part of the key.",
    verbs: [...buildingVerbs, "assemble"],
    places: calls,
  },
  {
    name: "network",
    kind: "text",
    choices: ["default", "host", "none"],
    default: "default",
    description: "Network of the build's RUN instructions.",
    verbs: [...buildingVerbs, "assemble", "serve"],
    places: calls,
  },
  {
    name: "callback",
    kind: "text",
    placeholder: "URL",
    description:
      "Address that is told how the build stands, as the build service tells it: `pending`, then `succeeded`, `failed` or `canceled`. CALLBACK_AUTH is its Authorization header, CALLBACK_SECRET signs.",
    verbs: ["build", "push"],
    places: ["cli"],
  },
  {
    name: "callback-id",
    kind: "text",
    placeholder: "N",
    description: "Number by which the receiver of `callback` knows the build. Default: 0.",
    verbs: ["build", "push"],
    places: ["cli"],
  },
];
