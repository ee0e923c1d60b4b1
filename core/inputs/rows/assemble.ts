/** How an environment, or a final image, is assembled: the fields of `treestamp.yml`, and the inputs of a call. */
import { calls, configField, type Input, type Verb } from "../input.ts";

export type Cleaned = "packages" | "logs" | "identity";
export const allCleaned: readonly Cleaned[] = ["packages", "logs", "identity"];

/** What `assemble.config` may say. */
export const settingFields: readonly Input[] = [
  configField({
    name: "env",
    kind: "map",
    names: "variable",
    placeholder: "NAME=VALUE",
    description: "Variables, beside the base's.",
  }),
  configField({
    name: "labels",
    kind: "map",
    names: "label",
    placeholder: "NAME=VALUE",
    description: "Labels, beside the base's.",
  }),
  configField({
    name: "workdir",
    kind: "text",
    placeholder: "PATH",
    description: "The folder in which commands start.",
  }),
  configField({ name: "user", kind: "text", placeholder: "USER[:GROUP]", description: "Who runs commands." }),
  configField({
    name: "entrypoint",
    kind: "list",
    placeholder: "WORD",
    description:
      "Program and first arguments; an empty list for none. The base's `cmd` goes with its entrypoint, as in a Dockerfile.",
  }),
  configField({
    name: "cmd",
    kind: "list",
    placeholder: "WORD",
    description: "The command, or what follows the entrypoint; an empty list for none.",
  }),
];

/** What `assemble` may say, but for `config`. */
export const assembleFields: readonly Input[] = [
  configField({
    name: "proto",
    kind: "text",
    placeholder: "DIR",
    description: "A directory of the repository, laid over the root.",
  }),
  configField({
    name: "owner",
    kind: "text",
    placeholder: "UID:GID",
    default: "0:0",
    description: "Who owns the files of `proto`. Default: 0:0.",
  }),
  configField({
    name: "packages",
    kind: "list",
    commas: true,
    placeholder: "NAME",
    description: "Packages to install by the base's own apt, apk or dnf.",
  }),
  configField({
    name: "lock",
    kind: "text",
    placeholder: "PATH",
    description: "The file that fixes every package by version and sha256: `treestamp lock` writes it.",
  }),
  configField({
    name: "run",
    kind: "text",
    placeholder: "PATH",
    description:
      "A script to run on the root: its path in the repository, or the script itself. Its `#!` line says by which program; else it is `/bin/sh -e`.",
  }),
  configField({
    name: "clean",
    kind: "list",
    commas: true,
    choices: allCleaned,
    placeholder: "WHAT",
    description:
      "What installing leaves behind and the image shall not have: packages (what package managers keep), logs, identity (machine-id, host keys). Default: all of it; an empty list for nothing.",
  }),
];

/** A field's name as an input of a call: there `run` is what an environment runs. */
export function callName({ name }: Input): string {
  return name === "run" ? "script" : name;
}

const assembling: readonly Verb[] = ["push", "assemble"];

/** The same for a final image, from files on disk. */
export const assembleRows: readonly Input[] = [
  {
    name: "from",
    kind: "text",
    placeholder: "IMAGE",
    description:
      "Assemble the final image on this one, without a Dockerfile and an engine: an environment of `treestamp.yml`, REPOSITORY@sha256:…, REPOSITORY:TAG or oci:FOLDER:TAG.",
    verbs: assembling,
    places: calls,
  },
  // Without their defaults: on a runner, an input that has one is always given.
  ...assembleFields.map(({ default: _, ...field }) => ({
    ...field,
    name: callName(field),
    ...(field.name === "proto" ? { description: "A folder of this machine, laid over the root of `from`." } : {}),
    verbs: assembling,
    places: calls,
  })),
  {
    name: "config",
    kind: "text",
    placeholder: "JSON",
    description:
      "Settings of the image as a JSON object: env, labels, workdir, user, entrypoint, cmd. What is left out is the base's.",
    verbs: assembling,
    places: calls,
  },
  {
    name: "output",
    kind: "text",
    placeholder: "DIR",
    description: "Folder to write the image to as well, as an OCI image layout.",
    verbs: assembling,
    places: calls,
  },
];
