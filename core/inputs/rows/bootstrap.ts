/** How an environment is made from nothing: the fields of `treestamp.yml`. */
import { configField, type Input } from "../input.ts";

/** What `bootstrap.packages` may say. */
export const distributionFields: readonly Input[] = [
  configField({
    name: "suite",
    kind: "text",
    placeholder: "NAME",
    description: "Debian's or Ubuntu's name of the release: bookworm, noble.",
  }),
  configField({
    name: "mirror",
    kind: "text",
    placeholder: "URL",
    description: "Where packages are fetched from; Debian's own archive by default. It is not in the key.",
  }),
  configField({
    name: "snapshot",
    kind: "text",
    placeholder: "TIME",
    description:
      "The time whose packages are taken, such as 20260101T000000Z, from a mirror that keeps all of them. Without it, they are whatever is newest that day.",
  }),
  configField({
    name: "include",
    kind: "list",
    placeholder: "NAME",
    description: "Packages besides those of the variant.",
  }),
  configField({
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
  configField({
    name: "tarball",
    kind: "text",
    placeholder: "URL",
    description:
      "The root's archive: an address, or a path in the repository. `{arch}` stands for docker's name of the architecture (amd64, arm64), `{machine}` for the kernel's (x86_64, aarch64).",
  }),
  configField({
    name: "sums",
    kind: "text",
    placeholder: "PATH",
    description:
      "A document of the repository with the archives' sums, as sha256sum writes it: one for all architectures.",
  }),
  configField({
    name: "remove",
    kind: "list",
    placeholder: "PATTERN",
    description: "What the archive has and the root shall not have, by patterns as in `.dockerignore`.",
  }),
  configField({
    name: "overlay",
    kind: "text",
    placeholder: "DIR",
    description: "A directory of the repository, laid over the root as a layer of its own: repositories' settings.",
  }),
];
