/** The files that follow from the table of inputs or from the bench's results, and the schema that editors check treestamp.yml with. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { parseConfig } from "../../core/inputs/config-file.ts";
import { actions } from "../../core/inputs/input.ts";
import { inputs, outputs } from "../../core/inputs/table.ts";

const root = join(import.meta.dirname, "../..");

test("are up to date", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "scripts/generate/generate.ts"), "--check"],
    {
      encoding: "utf8",
    },
  );
  expect({ status, stderr, stdout }).toEqual({ status: 0, stderr: "", stdout: "Generated files are up to date.\n" });
});

describe.each([
  ["action.yml", "run" as const],
  ...actions.map((action) => [`actions/${action}/action.yml`, action] as const),
])("%s", (path, name) => {
  const action = parse(readFileSync(join(root, path), "utf8"));

  test("declares the inputs and outputs of the table, each with a description", () => {
    const own = inputs.filter((input) => input.verbs.includes(name) && input.places.includes("action"));
    expect(Object.keys(action.inputs)).toEqual(own.map((input) => input.name));
    expect(Object.keys(action.outputs)).toEqual(
      outputs.filter((output) => output.verbs.includes(name)).map((output) => output.name),
    );
    for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)] as {
      description: unknown;
    }[]) {
      expect(typeof description).toBe("string");
    }
  });

  test("gives no default that would win over treestamp.yml", () => {
    for (const input of inputs.filter(({ verbs, places }) => verbs.includes(name) && places.includes("config"))) {
      expect(action.inputs[input.name]).not.toHaveProperty("default");
    }
  });

  test("starts a file of dist", () => {
    expect(action.runs.using).toBe("node24");
    expect(existsSync(join(root, path, "..", action.runs.main))).toBe(true);
  });
});

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | false;
  readonly items?: Schema;
}

describe("the schema of treestamp.yml", () => {
  const schema: Schema = JSON.parse(readFileSync(join(root, "treestamp.schema.json"), "utf8"));

  test.each([
    "image: registry.example/team/build",
    "context: 1.20",
    "target: yes",
    "platforms: linux/amd64",
    "platforms: [linux/amd64, linux/arm64]",
    "include:\n  - go.mod\n  - 2024",
    "include:",
    "include: |\n  go.mod\n  go.sum",
    "build-args:\n  GO: 1.20\n  EMPTY:\n  ON: true",
    "build-args:\n  - A=1\n  - B=",
    "build-args: A=1",
    `base:\n  debian: registry.example/debian@sha256:${"a".repeat(64)}`,
  ])("takes what treestamp takes: %j", (text) => {
    expect(() => parseConfig(text)).not.toThrow();
    expect(accepts(schema, parse(text))).toBe(true);
  });

  test.each([
    "incldue: [a]",
    "context: [a, b]",
    "context:\n  a: b",
    "include:\n  a: b",
    "build-args:\n  A: [1]",
    "- a",
    "store: ./x",
  ])("refuses what treestamp refuses: %j", (text) => {
    expect(() => parseConfig(text)).toThrow();
    expect(accepts(schema, parse(text))).toBe(false);
  });

  test("is the one that this repository's own file names", () => {
    const text = readFileSync(join(root, "treestamp.yml"), "utf8");
    expect(text).toContain("$schema=./treestamp.schema.json");
    expect(accepts(schema, parse(text))).toBe(true);
  });

  /** The keywords of JSON Schema that ours uses; any other would be passed over, so it is an error. */
  function accepts(at: Schema, value: unknown): boolean {
    const { type, properties = {}, additionalProperties, items, ...rest } = at;
    const unknown = Object.keys(rest).filter((name) => !["$schema", "title", "description"].includes(name));
    if (unknown.length > 0) throw new Error(`The test does not know the keyword ${unknown.join(", ")}`);
    if (type !== undefined && ![type].flat().includes(typeOf(value))) return false;
    if (Array.isArray(value)) return items === undefined || value.every((item) => accepts(items, item));
    if (typeOf(value) !== "object") return true;
    return Object.entries(value as object).every(([name, property]) => {
      const own = properties[name] ?? additionalProperties;
      return own === undefined || (own !== false && accepts(own, property));
    });
  }

  function typeOf(value: unknown): string {
    return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  }
});
