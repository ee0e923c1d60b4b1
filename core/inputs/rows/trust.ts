/** Inputs about who built an image: to sign it, and to believe a signature. */
import { buildingVerbs, calls, type Input, type Verb } from "../input.ts";

/** What can be signed is built by them. */
const attesting: readonly Verb[] = ["build", "pull", "run", "push", "promote", "lock"];

export const trustRows: readonly Input[] = [
  {
    name: "attest",
    kind: "boolean",
    default: "false",
    description:
      "Sign who built the image, and from which commit, by the workflow's identity (the job needs `id-token: write`), or by `attest-key`. The signature stands in the image's index.",
    circleci: {
      description:
        "Sign who built the image, and from which commit, by `attest-key`. The signature stands in the image's index.",
    },
    verbs: attesting,
    places: calls,
  },
  {
    name: "attest-key",
    kind: "text",
    placeholder: "PEM",
    description: "Ed25519 private key in PEM, to sign with instead of the workflow's identity. A secret.",
    verbs: attesting,
    places: ["action"],
  },
  {
    name: "attest-key-file",
    kind: "text",
    placeholder: "FILE",
    description: "File with an Ed25519 private key in PEM, to sign with.",
    verbs: attesting,
    places: ["cli"],
  },
  {
    name: "verify",
    kind: "text",
    choices: ["required", "when-present", "off"],
    default: "when-present",
    description:
      "Whether an image that is there already has to be signed: `required` refuses one that is not, `when-present` refuses one with a wrong signature, `off` looks at none. What this call builds itself needs no signature.",
    verbs: buildingVerbs,
    places: calls,
  },
  {
    name: "verify-key",
    kind: "text",
    placeholder: "PEM|FILE",
    description:
      "Ed25519 public key in PEM, or a file with it: images that it has signed are believed, and no others. Default: those that a workflow of this repository has signed.",
    verbs: buildingVerbs,
    places: calls,
  },
  {
    name: "verify-repository",
    kind: "text",
    placeholder: "OWNER/NAME|NUMBER",
    description:
      "Repository whose workflows may sign, by its name or, better, its number. Default: the workflow's own, elsewhere those of the remotes `origin` and `upstream`.",
    verbs: buildingVerbs,
    places: calls,
  },
  {
    name: "verify-workflow",
    kind: "list",
    commas: true,
    placeholder: "PATH[@REF]",
    description:
      "Workflows that may sign: `.github/workflows/build.yml`, with `@refs/heads/main` only as that branch has it, `OWNER/NAME/PATH@REF` for another repository's reusable one; `*` matches any characters. Default: all of the repository.",
    circleci: {
      description:
        "Workflows that may sign, by their path in the repository, with `@refs/heads/main` only as that branch has it; `*` matches any characters. Default: all of the repository.",
    },
    verbs: buildingVerbs,
    places: calls,
  },
  {
    name: "verify-self-hosted",
    kind: "boolean",
    default: "false",
    description: "Believe images that were built on self-hosted runners, too.",
    verbs: buildingVerbs,
    places: calls,
  },
  {
    name: "sigstore",
    kind: "map",
    names: "argument",
    commas: true,
    placeholder: "NAME=VALUE",
    description:
      "A Sigstore of your own instead of the public one: `fulcio=URL`, `rekor=URL`, `issuer=URL` (who vouches for the workflows), `root=FILE` (its root of trust, `trusted_root.json`).",
    verbs: buildingVerbs,
    places: calls,
  },
  {
    name: "rebuild",
    kind: "boolean",
    default: "false",
    description:
      "Build the image anew, without caches, and compare: reports each file that differs, by layer, and why that usually is.",
    verbs: ["verify"],
    places: ["cli"],
  },
];
