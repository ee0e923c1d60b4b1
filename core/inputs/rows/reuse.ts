/** Inputs about a run that need not be repeated. */
import { calls, type Input } from "../input.ts";

export const reuseRows: readonly Input[] = [
  {
    name: "reuse",
    kind: "boolean",
    default: "false",
    description:
      "Run the command in a fresh checkout, without network, and record that it has passed: where the same files, environment, command and variables have passed before, that stands for the run.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "paths",
    kind: "list",
    placeholder: "PATH",
    description:
      "With `reuse`: the files of the repository that the command sees, as paths and patterns from its root on, `!PATTERN` for exceptions. Default: all that git has.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "outputs",
    kind: "list",
    placeholder: "PATH",
    description:
      "With `reuse`: files and folders that the command makes in the repository and later steps need, such as `dist` or `coverage.xml`. They are kept with the record, and brought back with it.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "max-age",
    kind: "text",
    placeholder: "TIME",
    description:
      "With `reuse`: how old a record may be, such as `12h` or `7d`. Default: no limit without network, and 24h with `run-network: host`.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "reuse-from",
    kind: "text",
    choices: ["store", "same-ref", "attested"],
    description:
      "With `reuse`: whose records count: those of everybody who may push to the images' repository (`store`); of those only what runs of the same branch or tag have left (`same-ref`); or only those that a workflow of the same files has signed (`attested`). Default: `attested` with `attest`, else `store`.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "run-network",
    kind: "text",
    choices: ["host", "none"],
    description:
      "Network of the command: the machine's, or none but loopback. Default: `host`, and `none` with `reuse`.",
    verbs: ["run"],
    places: calls,
  },
];
