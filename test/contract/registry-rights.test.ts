/** Who may push is known before there is anything to push: by the registry's answer, and by what the host knows about the run. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { lackOfRights } from "../../core/host/github/lack-of-rights.ts";
import { openStore } from "../../core/oci/open.ts";
import { testFolder } from "../fixtures/git.ts";
import { refuse } from "../services/http.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

describe("a registry is asked by an upload that is begun and given back", () => {
  let registry: RunningRegistry;
  let proxy: QuirkProxy;
  beforeAll(async () => {
    registry = await startRegistry();
    proxy = await startQuirkProxy(registry.host);
  });
  beforeEach(() => {
    proxy.seen.length = 0;
    proxy.behave();
  });
  afterAll(async () => {
    await proxy?.stop();
    await registry?.stop();
  });
  const refusal = () => openStore(`${proxy.host}/team/build`).refusesWrites!();
  const methods = () => proxy.seen.map(({ method }) => method);

  test("that takes it", async () => {
    expect(await refusal()).toBeUndefined();
    expect(methods()).toEqual(["POST", "DELETE"]);
  });

  test("that takes it and cannot end it, as GHCR", async () => {
    proxy.behave(({ method }, response) => {
      if (method !== "DELETE") return false;
      refuse(response, 405, "UNSUPPORTED", "The operation is unsupported.");
      return true;
    });
    expect(await refusal()).toBeUndefined();
  });

  test("that denies it: nothing is sent after that", async () => {
    proxy.behave((_, response) => {
      refuse(response, 403, "DENIED", "installation not allowed to Write organization package");
      return true;
    });
    expect(await refusal()).toMatchObject({ code: "store-denied", message: expect.stringContaining("not allowed") });
    expect(methods()).toEqual(["POST"]);
  });
});

describe("the host says about a run", () => {
  const folder = testFolder();
  afterAll(() => folder[Symbol.dispose]());

  /** @param head the full name of the pull request's repository; null where that was deleted */
  const said = (name: string, head: string | null, more: NodeJS.ProcessEnv = {}) => {
    const event = join(folder.path, "event.json");
    const base = { repo: { full_name: "acme/app" } };
    const pull_request = { base, head: { repo: head === null ? null : { full_name: head } } };
    writeFileSync(event, JSON.stringify({ pull_request }));
    return lackOfRights({ GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: event, ...more });
  };

  test("that a pull request comes from a fork, be it there or gone", async () => {
    expect(await said("pull_request", "somebody/app")).toContain("the fork somebody/app");
    expect(await said("pull_request", null)).toContain("a fork that is gone");
  });

  test("nothing of a pull request of the repository itself, nor of an event with the base's rights", async () => {
    expect(await said("pull_request", "acme/app")).toBeUndefined();
    expect(await said("pull_request_target", "somebody/app")).toBeUndefined();
  });

  test("that Dependabot has started it", async () => {
    expect(await said("push", "acme/app", { GITHUB_ACTOR: "dependabot[bot]" })).toContain("Dependabot");
    expect(await said("schedule", "acme/app", { GITHUB_ACTOR: "dependabot[bot]" })).toBeUndefined();
  });

  test("nothing where there is no event to be read, and outside of Actions", async () => {
    expect(await lackOfRights({ GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request" })).toBeUndefined();
    expect(await lackOfRights({})).toBeUndefined();
  });
});
