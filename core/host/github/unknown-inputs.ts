/** Inputs of a step that are not in the table: the runner warns about them and passes them on anyway, as `INPUT_RUNN`. */
import { TreestampError } from "../../errors.ts";
import type { Action } from "../../inputs/input.ts";
import type { Written } from "../../inputs/read.ts";
import { nearestName } from "../../inputs/suggest.ts";
import { inputsOf } from "../../inputs/table.ts";

const sayWhatToRun = ["run", "phases", "image-command"];

/**
 * A sentence about each input that the action does not have.
 * @throws input-invalid where nothing says what to run, or where something says it to an action that runs nothing: such a
 *   step would pass without the user's command
 */
export function unknownInputs(action: Action, written: Written, environment: NodeJS.ProcessEnv): readonly string[] {
  const known = inputsOf(action, "action").map(({ name }) => name);
  const names = Object.keys(environment)
    .filter((variable) => variable.startsWith("INPUT_") && variable !== "INPUT_")
    .map((variable) => variable.slice("INPUT_".length).toLowerCase())
    .filter((name) => !known.includes(name));
  const sentences = names.map((name) => {
    const near = nearestName(name.replaceAll("_", "-"), known);
    return `There is no input "${name}" here.${near === undefined ? "" : ` Did you mean "${near}"?`}`;
  });
  // A boolean that nobody set has its default here.
  const isSaid = (name: string) => ![undefined, "false"].includes(written.get(name)?.[0]?.toLowerCase());
  if (action === "run" && sentences.length > 0 && !sayWhatToRun.some(isSaid)) {
    throw new TreestampError("input-invalid", `There is no command to run. ${sentences.join(" ")}`, {
      remedy: "Say what to run by `run` or `phases`; the image's own command runs by `image-command: true`.",
    });
  }
  // nektos/act passes a composite action's inputs on to its steps; the runner does not.
  const misplaced =
    action === "run" || environment.ACT === "true" ? undefined : sayWhatToRun.find((name) => names.includes(name));
  if (misplaced !== undefined) {
    throw new TreestampError(
      "input-invalid",
      `The action ${action} runs no command, and has no input "${misplaced}".`,
      {
        remedy: "Give it to treestamp/treestamp or treestamp/treestamp/actions/run.",
      },
    );
  }
  return sentences;
}
