/** The note on what a build took, on a real registry: whatever is wrong with it, no work fails for it or waits for long. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { silentLog } from "../../core/log/log.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import type { Store } from "../../core/oci/port.ts";
import { parseLocation, type RegistryLocation } from "../../core/oci/reference.ts";
import { registryStore } from "../../core/oci/registry/store.ts";
import { noteBuildTime, recordedBuildTime } from "../../core/places/build-time.ts";
import { buildTimeTag } from "../../core/places/build-time-note.ts";
import { testFolder } from "../fixtures/git.ts";
import { refuse } from "../services/http.ts";
import { publish, smallImage } from "../services/image.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

let registry: RunningRegistry;
let proxy: QuirkProxy;
let store: Store;
beforeAll(async () => {
  registry = await startRegistry();
  proxy = await startQuirkProxy(registry.host);
  store = registryStore(parseLocation(`${proxy.host}/team/build`) as RegistryLocation, {
    pace: { tries: 2, firstDelay: 10 },
  });
});
afterAll(async () => {
  await proxy?.stop();
  await registry?.stop();
});

let tag: string;
beforeEach(() => {
  tag = randomBytes(20).toString("hex");
  proxy.behave();
});

const behaveBadly = (status: number) =>
  proxy.behave((_request, response) => {
    refuse(response, status, "UNKNOWN", "not today");
    return true;
  });
const note = (seconds: number) => noteBuildTime(store, tag, seconds, silentLog);

test("another machine reads what was noted, to a tenth of a second; the last build's", async () => {
  await note(300);
  await note(312.345);
  expect(await recordedBuildTime(store, tag)).toBe(312.3);
});

test("nothing is known where nobody has noted it", async () => {
  expect(await recordedBuildTime(store, tag)).toBeUndefined();
});

test("nor where something else has that tag", async () => {
  await publish(store, smallImage(), buildTimeTag(tag));
  expect(await recordedBuildTime(store, tag)).toBeUndefined();
});

test("nor from a registry that refuses, or is ill", async () => {
  await note(300);
  for (const status of [401, 403, 500]) {
    behaveBadly(status);
    expect(await recordedBuildTime(store, tag)).toBeUndefined();
  }
});

test("a registry that does not answer is not waited for, neither to read nor to write", async () => {
  proxy.behave(() => new Promise<boolean>(() => {}));
  expect(await recordedBuildTime(store, tag)).toBeUndefined();
  await note(300);
});

test("a build does not fail for a note that the registry does not take", async () => {
  for (const status of [403, 405, 500]) {
    behaveBadly(status);
    await note(300);
  }
});

test("a folder of this machine gets none: nobody else would read it", async () => {
  using folder = testFolder();
  const local = layoutStore(folder.path);
  await noteBuildTime(local, tag, 300, silentLog);
  expect(await local.lookup(buildTimeTag(tag))).toEqual({ state: "absent" });
  expect(await recordedBuildTime(local, tag)).toBeUndefined();
});
