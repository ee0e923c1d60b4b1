/** Which environment a `run` means that names none: the one that its job has pulled. */
import { describe, expect, test } from "@jest/globals";
import type { Pulled } from "../../core/cache/job.ts";
import { readRequest } from "../../core/inputs/request.ts";
import type { Ports } from "../../core/verbs/ports.ts";
import { pulledBefore } from "../../core/verbs/pull.ts";

const pulled = (tag: string, byInputs = true): Pulled => ({
  location: "ghcr.io/acme/build",
  key: { hash: tag, tag, dirty: false },
  byInputs,
  writable: [],
  caches: [],
});

/** The tag that is taken where the job has pulled these, and this machine still has what `isHere` says. */
async function taken(all: readonly Pulled[], inputs: Record<string, string> = {}, isHere = true) {
  const environment = { table: "sha256:0" };
  const ports = {
    pulledBefore: async () => all,
    openCache: async () => ({
      recall: async () => (isHere ? environment : undefined),
      find: async () => (isHere ? { table: {} } : undefined),
    }),
    chooseSandbox: async () => ({ kind: "mounted", open: () => ({}) }),
    openStore: (location: string) => ({ location }),
    localStore: { location: "/here" },
  } as unknown as Ports;
  const written = new Map(Object.entries(inputs).map(([name, value]) => [name, [value]]));
  return (await pulledBefore(ports, await readRequest("run", { written, argv: ["true"] }), {} as never))?.key.tag;
}

const values: Record<string, string> = {
  ...{ image: "ghcr.io/acme/build", store: "./store", "build-args": "A=1", platforms: "linux/amd64" },
  base: `base=ghcr.io/acme/base@sha256:${"0".repeat(64)}`,
};

describe("a run", () => {
  test("takes what the job has pulled, where it names nothing itself", async () => {
    expect(await taken([pulled("one")])).toBe("one");
    expect(await taken([pulled("one"), pulled("one")])).toBe("one");
    expect(await taken([pulled("one")], { timeout: "5m", user: "image", "working-directory": "src" })).toBe("one");
  });

  test.each(["image", "context", "file", "target", "build-args", "platforms", "include", "base", "ref", "store"])(
    "that has the input %s means what the inputs say",
    async (name) => expect(await taken([pulled("one")], { [name]: values[name] ?? "x" })).toBeUndefined(),
  );

  test("takes nothing from a job that has pulled nothing", async () => {
    expect(await taken([])).toBeUndefined();
  });

  test("of two environments takes the one that was pulled without inputs, too, and guesses at none", async () => {
    expect(await taken([pulled("one"), pulled("two", false)])).toBe("two");
    await expect(taken([pulled("one"), pulled("two")])).rejects.toThrow(
      "This job has pulled several environments: ghcr.io/acme/build one, ghcr.io/acme/build two.",
    );
    await expect(taken([pulled("one", false), pulled("two", false)])).rejects.toMatchObject({ code: "input-invalid" });
  });

  test("says so where the environment is not on the machine any more", async () => {
    await expect(taken([pulled("one")], {}, false)).rejects.toThrow("is not on this machine any more");
  });
});
