/** Build secrets that a step is given by their values, as docker/build-push-action takes them. */
import { TreestampError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Written } from "../request.ts";

/**
 * Turns the input `secrets` into `secret-envs`: each value goes into a variable for the engine alone, never into an argument.
 * @throws input-invalid for a line that is no ID=VALUE, without repeating it
 */
export function secretsByValue(
  written: Written,
  environment: NodeJS.ProcessEnv,
  log: Log,
): { readonly written: Written; readonly environment: NodeJS.ProcessEnv } {
  const variables: NodeJS.ProcessEnv = {};
  const references = (written.get("secrets") ?? []).map((item, index) => {
    const [, id, value] = /^([^=]+)=(.+)$/.exec(item) ?? [];
    if (id === undefined || value === undefined) {
      throw new TreestampError("input-invalid", "A line of `secrets` is not written as ID=VALUE.", {
        remedy: "Write each on one line; a value of several lines goes into a file, which `secret-files` names.",
      });
    }
    log.mask(value);
    const variable = `TREESTAMP_SECRET_${index}`;
    variables[variable] = value;
    return `${id}=${variable}`;
  });
  if (references.length === 0) return { written, environment: { ...environment } };
  const others = new Map([...written].filter(([name]) => name !== "secrets"));
  others.set("secret-envs", [...(written.get("secret-envs") ?? []), ...references]);
  return { written: others, environment: { ...environment, ...variables } };
}
