/** Writes images into `base` of a `treestamp.yml`, and keeps its order and comments. Loaded where that is asked for. */
import { Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from "yaml";
import { TreestampError } from "../errors.ts";
import { parseConfig } from "../inputs/config-file.ts";
import { inputOf } from "../inputs/environments.ts";
import { configPath } from "../inputs/recipe-inputs.ts";

/**
 * The file with these images under `base` of an environment.
 * @param environment its name; empty for the recipe at the file's root
 * @param images `REPOSITORY@sha256:…` by the names that the Dockerfile has for them
 * @throws input-invalid for a file that cannot be read, or has `base` in a form that nothing can be added to
 */
export function withBases(text: string, environment: string, images: ReadonlyMap<string, string>): string {
  parseConfig(text); // a file that nobody can read is not written either
  const document = parseDocument(text, { schema: "failsafe" });
  if (document.contents === null || isScalar(document.contents)) document.contents = new Document({}).contents as never;
  const place = environment === "" ? [] : ["environments", environment];
  const recipe = place.length === 0 ? document.contents : document.getIn(place, true);
  if (!isMap(recipe)) throw byHand(environment);
  const bases = recipe.get("base", true) as unknown;
  if (isSeq(bases)) for (const [name, image] of images) bases.add(document.createNode(`${name}=${image}`));
  else {
    const map = baseMap(document, recipe);
    if (map === undefined) throw byHand(environment);
    for (const [name, image] of images) map.set(name, image);
  }
  const written = document.toString({ lineWidth: 0 });
  parseConfig(written);
  return written;
}

/** The mapping `base` of a recipe, a new one where it is empty or not there; undefined where it has another form. */
function baseMap(document: Document, recipe: YAMLMap): YAMLMap | undefined {
  const bases = recipe.get("base", true) as unknown;
  if (isMap(bases)) return bases as YAMLMap;
  if (bases !== undefined && !(isScalar(bases) && bases.value === "")) return undefined;
  const empty = document.createNode({}) as YAMLMap;
  recipe.set("base", empty);
  return empty;
}

function byHand(environment: string): TreestampError {
  const where = `\`${inputOf(environment, "base")}\``;
  return new TreestampError("input-invalid", `${configPath}: ${where} is written so that nothing can be added to it.`, {
    remedy: "Write a mapping, NAME: REPOSITORY@sha256:… on each line; or take --bases in-place.",
  });
}
