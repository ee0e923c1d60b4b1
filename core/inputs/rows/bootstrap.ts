/** How an environment is made from nothing: the fields of `treestamp.yml`. */
import type { Input } from "../input.ts";

const field = (row: Omit<Input, "verbs" | "places">): Input => ({ ...row, verbs: [], places: ["config"] });

/** What `bootstrap` may say. */
export const bootstrapFields: readonly Input[] = [
  field({
    name: "tarball",
    kind: "text",
    placeholder: "URL",
    description:
      "The root's archive: an address, or a path in the repository. `{arch}` stands for docker's name of the architecture (amd64, arm64), `{machine}` for the kernel's (x86_64, aarch64).",
  }),
  field({
    name: "sums",
    kind: "text",
    placeholder: "PATH",
    description:
      "A document of the repository with the archives' sums, as sha256sum writes it: one for all architectures.",
  }),
  field({
    name: "remove",
    kind: "list",
    placeholder: "PATTERN",
    description: "What the archive has and the root shall not have, by patterns as in `.dockerignore`.",
  }),
  field({
    name: "overlay",
    kind: "text",
    placeholder: "DIR",
    description: "A directory of the repository, laid over the root as a layer of its own: repositories' settings.",
  }),
];
