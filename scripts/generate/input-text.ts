/** What an action.yml and an orb say of an input alike. */
import type { Input } from "../../core/inputs/input.ts";

const form: Record<Input["kind"], string> = {
  text: "",
  boolean: "",
  list: " One item per line.",
  map: " One NAME=VALUE per line.",
  scripts: " A YAML mapping of names to scripts.",
};

/** The input's description, and how its value is written. */
export function fullDescription({ description, kind }: Input): string {
  return description + form[kind];
}

/** The default that may be declared: one of an input of treestamp.yml could not be told from the user's word, which wins over that file. */
export function saidDefault({ default: value, places }: Input): string | undefined {
  return places.includes("config") ? undefined : value;
}
