/** How an environment is made from nothing: the fields of `treestamp.yml`. */
import type { Input } from "../input.ts";

const field = (row: Omit<Input, "verbs" | "places">): Input => ({ ...row, verbs: [], places: ["config"] });

/** What `bootstrap.packages` may say. */
export const distributionFields: readonly Input[] = [
  field({
    name: "suite",
    kind: "text",
    placeholder: "NAME",
    description: "Debian's or Ubuntu's name of the release: bookworm, noble.",
  }),
  field({
    name: "mirror",
    kind: "text",
    placeholder: "URL",
    description: "Where packages are fetched from; Debian's own archive by default. It is not in the key.",
  }),
  field({
    name: "snapshot",
    kind: "text",
    placeholder: "TIME",
    description:
      "The time whose packages are taken, such as 20260101T000000Z, from a mirror that keeps all of them. Without it, they are whatever is newest that day.",
  }),
  field({ name: "include", kind: "list", placeholder: "NAME", description: "Packages besides those of the variant." }),
  field({
    name: "variant",
    kind: "text",
    placeholder: "NAME",
    default: "minbase",
    description:
      "Which packages a root has at least, by mmdebstrap's names: minbase, apt, essential, buildd, standard.",
  }),
];

/** What `bootstrap` may say, but for `packages`. */
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
