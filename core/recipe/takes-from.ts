/** Whether a Dockerfile needs an image. Source: docs.docker.com, "Dockerfile reference": FROM, COPY --from, RUN --mount. */
import { isSameImage } from "../dockerfile/image-name.ts";
import { parseDockerfile } from "../dockerfile/parse.ts";
import { argumentsOf, imagesTaken, stagesOf } from "../dockerfile/stages.ts";
import { expandWord } from "../dockerfile/words.ts";
import { isTreestampError } from "../errors.ts";
import { defaultPlatform } from "../inputs/platforms.ts";

/**
 * True where the Dockerfile takes something from the image `name`, which is no stage of its own: by FROM, by `--from=` or
 * `from=`, or by an argument that stands for it. False for a Dockerfile that cannot be read, as the engine will say so.
 */
export function takesFrom(text: string, name: string, buildArgs: ReadonlyMap<string, string>): boolean {
  try {
    const dockerfile = parseDockerfile(text);
    const variables = { buildArgs, target: undefined, platform: defaultPlatform, buildPlatform: defaultPlatform };
    const { stages } = stagesOf(dockerfile, variables);
    if (stages.some((stage) => stage.name === name)) return false;
    const all = new Set(stages.keys());
    if (imagesTaken(stages, all, defaultPlatform).some((image) => isSameImage(image.name, name))) return true;
    const defaults = dockerfile.instructions
      .filter(({ word }) => word === "ARG")
      .flatMap(({ rest }) => argumentsOf(rest))
      .flatMap(([, value]) => (value === undefined ? [] : [expandWord(value, new Map())]));
    return [...defaults, ...buildArgs.values()].includes(name);
  } catch (error) {
    if (isTreestampError(error)) return false;
    throw error;
  }
}
