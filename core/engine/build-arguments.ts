/** Build arguments on their way to an engine's program: the values in its environment, where no other process reads them. */
import { isReadByClient } from "./environment.ts";

export interface HandedArguments {
  /** `--build-arg NAME`, by which docker and buildah take the value from their environment. */
  readonly words: readonly string[];
  /** The environment of the program: the one that was given, and the values. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * On the command line stands only a value whose name means something to the program itself, or is taken in its environment.
 * @param through what else the names have to get through: a shell drops those that it could not have as a variable
 */
export function handedArguments(
  buildArgs: ReadonlyMap<string, string>,
  env: NodeJS.ProcessEnv,
  through: "nothing" | "shell" = "nothing",
): HandedArguments {
  const values: NodeJS.ProcessEnv = {};
  const words = [...buildArgs].flatMap(([name, value]) => {
    const isLost = through === "shell" && !/^[A-Za-z_]\w*$/.test(name);
    if (isLost || isReadByClient(name) || Object.hasOwn(env, name)) return ["--build-arg", `${name}=${value}`];
    values[name] = value;
    return ["--build-arg", name];
  });
  return { words, env: { ...env, ...values } };
}
