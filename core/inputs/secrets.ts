/** Secrets of a build, from the three inputs that can name one. */
import { TreestampError } from "../errors.ts";
import type { Values } from "./read.ts";

/** A value that a `RUN --mount=type=secret,id=…` may read; never part of the key, of a layer or of a log. */
export interface BuildSecret {
  readonly id: string;
  readonly source:
    | { readonly kind: "environment"; readonly variable: string }
    | { readonly kind: "file"; readonly path: string }
    | { readonly kind: "value"; readonly value: string };
}

/** All of a call, by where they are. @throws input-invalid for one that is empty, or given twice */
export function buildSecrets(map: Values["map"]): readonly BuildSecret[] {
  return differentSecrets([
    ...secretsOf(map("secret-envs"), "secret-envs", (variable) => ({ kind: "environment", variable })),
    ...secretsOf(map("secret-files"), "secret-files", (path) => ({ kind: "file", path })),
    ...secretsOf(map("secrets"), "secrets", (value) => ({ kind: "value", value })),
  ]);
}

function secretsOf(
  said: ReadonlyMap<string, string>,
  input: string,
  source: (value: string) => BuildSecret["source"],
): (BuildSecret & { readonly input: string })[] {
  return [...said].map(([id, value]) => {
    if (value !== "") return { id, source: source(value), input };
    throw new TreestampError("input-invalid", `\`${input}\`: the secret "${id}" is empty.`, {
      remedy: "Check that the secret exists in this repository; a run for a fork or by Dependabot gets none.",
    });
  });
}

function differentSecrets(secrets: readonly (BuildSecret & { readonly input: string })[]): readonly BuildSecret[] {
  const twice = secrets.find(({ id }, index) => secrets.findIndex((other) => other.id === id) < index);
  if (twice === undefined) return secrets.map(({ id, source }) => ({ id, source }));
  const inputs = secrets.filter(({ id }) => id === twice.id).map(({ input }) => input);
  throw new TreestampError(
    "input-invalid",
    `The build secret "${twice.id}" is given twice: by ${inputs.join(" and by ")}.`,
    {
      remedy: "Give it once; a second secret needs an id of its own.",
    },
  );
}
