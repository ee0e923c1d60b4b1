/** What commands find again: the fields of a cache in `treestamp.yml`. */
import { configField, type Input } from "../input.ts";

export const cacheFields: readonly Input[] = [
  configField({
    name: "path",
    kind: "text",
    placeholder: "DIR",
    description:
      "The folder that commands find again: a path of the environment, such as `/cache/go`, or one of the repository, such as `target`.",
  }),
  configField({
    name: "lock",
    kind: "list",
    placeholder: "PATH",
    description:
      "Files of the repository that say what is in the cache. The cache that was saved with the same ones is taken first, and otherwise the newest.",
  }),
  configField({
    name: "mtimes",
    kind: "text",
    choices: ["keep", "git"],
    default: "keep",
    description:
      "With `git`, files of the repository that have not changed since the cache was saved get one time in the past, and all others the present: cargo, make and ninja then build what has changed, and nothing else.",
  }),
  configField({
    name: "save",
    kind: "text",
    choices: ["default-branch", "always", "never"],
    default: "default-branch",
    description:
      "Which jobs save it after they have succeeded: those of the default branch; or `always` those of every branch, each for itself. Pull requests never save.",
  }),
  configField({
    name: "limit",
    kind: "text",
    placeholder: "SIZE",
    default: "10GB",
    description: "A cache that has become larger is not saved.",
  }),
];
