/** Every verb that comes to a key says once where nothing can be kept, and what the key cannot see. */
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { openRepository } from "../../core/git/repository.ts";
import type { FinalImage } from "../../core/inputs/delivery.ts";
import { readRequest } from "../../core/inputs/request.ts";
import { silentLog } from "../../core/log/log.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import type { Store } from "../../core/oci/port.ts";
import { gather } from "../../core/verbs/final-image.ts";
import type { DeliveryPorts, Ports } from "../../core/verbs/ports.ts";
import { push } from "../../core/verbs/push.ts";
import { identify } from "../../core/verbs/resolve.ts";
import { gitEnvironment, type TestRepository, testFolder, testRepository } from "../fixtures/git.ts";
import { recipeOf } from "../fixtures/recipe.ts";

const files = { "env/Dockerfile": "FROM scratch\n", "env/a.txt": "a\n", "src/b": "b\n" };
const ci = { CI: "true" };

async function warningsIn(
  { folder }: Pick<TestRepository, "folder">,
  inputs: Record<string, string>,
  environment: NodeJS.ProcessEnv = ci,
  lines: string[] = [],
): Promise<string[]> {
  using place = testFolder();
  const warnings: string[] = [];
  const localStore = layoutStore(join(place.path, "store"));
  const shared = { ...localStore, shared: true, location: "registry.example/x" } as Store;
  const ports = {
    log: {
      ...silentLog,
      info: (line: string) => void lines.push(line),
      warning: (message: string) => void warnings.push(message),
    },
    environment,
    localStore,
    openStore: () => shared,
  } as unknown as Ports;
  await using repository = await openRepository(folder, gitEnvironment);
  const written = new Map(Object.entries(inputs).map(([name, value]) => [name, [value]]));
  await identify(ports, await readRequest("resolve", { written }), repository);
  return warnings;
}

describe("in CI", () => {
  test("a recipe that a step before has changed is named with its files", async () => {
    using repository = testRepository(files);
    expect(await warningsIn(repository, { context: "env" })).toEqual([]);
    repository.write({ "env/made.txt": "x", "env/a.txt": "b\n", "src/c": "c" });
    const warnings = await warningsIn(repository, { context: "env" });
    expect(warnings).toEqual([
      expect.stringMatching(
        /^The recipe is not the commit's: file env\/a\.txt changed, file env\/made\.txt was added\. .*\.gitignore or \.dockerignore/,
      ),
    ]);
    repository.write({ "env/.dockerignore": "*.txt\n.dockerignore\n" });
    repository.commit();
    repository.write({ "env/more.txt": "left out" });
    expect(await warningsIn(repository, { context: "env" })).toEqual([]);
  });

  test("a recipe that no commit has yet is named with its files", async () => {
    using repository = testRepository({ "src/b": "b\n" });
    repository.write(files);
    const [warning] = await warningsIn(repository, { context: "env", include: "src" });
    expect(warning).toMatch(/^The recipe is not the commit's: env\/Dockerfile, env\/a\.txt\. So/);
  });

  test("the whole repository as context is one, without rules that leave something out", async () => {
    using repository = testRepository(files);
    const warning = [expect.stringMatching(/^The whole repository is the build context.*`context`.*\.dockerignore/)];
    expect(await warningsIn(repository, { file: "env/Dockerfile" })).toEqual(warning);
    repository.write({ ".dockerignore": "# nothing\n" });
    repository.commit();
    expect(await warningsIn(repository, { file: "env/Dockerfile" })).toEqual(warning);
    repository.write({ ".dockerignore": "*\n!env\n" });
    repository.commit();
    expect(await warningsIn(repository, { file: "env/Dockerfile" })).toEqual([]);
  });

  test("a login without a place to push to is one", async () => {
    using repository = testRepository(files);
    const login = { context: "env", username: "u", password: "p" };
    expect(await warningsIn(repository, login)).toEqual([expect.stringMatching(/neither `image` nor `store`/)]);
    expect(await warningsIn(repository, { ...login, image: "registry.example/x" })).toEqual([]);
    expect(await warningsIn(repository, { ...login, store: "registry.example/x" })).toEqual([]);
  });
});

test.each([{}, { CI: "" }, { CI: "false" }])("on a laptop all of that is as it should be (%j)", async (environment) => {
  using repository = testRepository(files);
  repository.write({ "env/new": "x" });
  const inputs = { file: "env/Dockerfile", username: "u", password: "p" };
  expect(await warningsIn(repository, inputs, environment)).toEqual([]);
});

test("on a laptop a line says what is not committed, three changes at most", async () => {
  using repository = testRepository(files);
  const lines: string[] = [];
  repository.write({ "env/1": "x", "env/2": "x", "env/3": "x", "env/a.txt": "b\n", "src/b": "c\n" });
  await warningsIn(repository, { context: "env" }, {}, lines);
  expect(lines).toEqual([
    "Not committed: file env/1 was added, file env/2 was added, file env/3 was added and 1 more. The image stays on this machine.",
  ]);
  repository.commit();
  lines.length = 0;
  await warningsIn(repository, { context: "env" }, {}, lines);
  expect(lines).toEqual([]);
});

test("what nothing fixes by a digest is told everywhere, each once", async () => {
  using repository = testRepository({
    ...files,
    "env/Dockerfile": "# syntax=docker/dockerfile:1\nFROM debian:13\nRUN --mount=from=tools:1,target=/t true\n",
  });
  expect(await warningsIn(repository, { context: "env" }, {})).toEqual([
    expect.stringMatching(/^env\/Dockerfile:1: # syntax docker\/dockerfile:1 is not fixed by a digest/),
    expect.stringMatching(/^env\/Dockerfile:2: FROM debian:13 is not fixed/),
    expect.stringMatching(/^env\/Dockerfile:3: RUN --mount tools:1 is not fixed/),
  ]);
});

test("what nothing fixes in a final image's Dockerfile is told, too; the build image is fixed by its key", async () => {
  using repository = testRepository({ Dockerfile: "FROM build-image AS b\nFROM debian:13\nCOPY --from=b / /\n" });
  const warnings: string[] = [];
  const ports = {
    log: { ...silentLog, warning: (message: string) => void warnings.push(message) },
  } as unknown as Ports;
  const request = await readRequest("push", { written: new Map([["path", [repository.folder]]]) });
  const final: FinalImage = {
    context: ".",
    file: undefined,
    target: undefined,
    buildArgs: new Map(),
    compression: "gzip",
    platforms: ["linux/amd64"],
    buildImage: undefined,
    bases: recipeOf({ base: new Map([["build-image", `r/x@sha256:${"1".repeat(64)}`]]) }).bases!,
    labels: new Map(),
    noCache: false,
  };
  await using opened = await openRepository(repository.folder, gitEnvironment);
  await gather(ports, { ...request, delivery: { ...request.delivery, final } }, opened, []);
  expect(warnings).toEqual([expect.stringMatching(/^Dockerfile:2: FROM debian:13 is not fixed/)]);
});

describe("where the checkout shows other bytes than the image gets", () => {
  test("files that git's own filter changes at checkout are named, those of no effect or left out are not", async () => {
    using repository = testRepository({
      ".gitattributes": "*.key filter=crypt\n*.ipynb filter=strip\n*.bin filter=lfs\n",
      "env/Dockerfile": "FROM scratch\n",
      "env/a.key": "A\n",
      "env/b.key": "B\n",
      "env/n.ipynb": "{}\n",
      "env/l.bin": "l\n",
      "src/c.key": "C\n",
    });
    const programs = { crypt: "tr A-Z a-z", strip: "cat", lfs: "git-lfs smudge" };
    for (const [name, program] of Object.entries(programs)) {
      repository.git("config", `filter.${name}.smudge`, program);
      repository.git("config", `filter.${name}.clean`, "cat");
    }
    expect(await warningsIn(repository, { context: "env" }, {})).toEqual([
      expect.stringMatching(
        /^env\/a\.key and 1 more: git's filter "crypt" \(\.gitattributes\) changes .*\.dockerignore/,
      ),
    ]);
    expect(await warningsIn(repository, { context: "env", ref: "HEAD" }, {})).toEqual([]);
    repository.write({ "env/.dockerignore": "*.key\n" });
    expect(await warningsIn(repository, { context: "env" }, {})).toEqual([]);
  });

  test("a submodule with changes of its own is named: the image gets its commit", async () => {
    using inner = testRepository({ "a.txt": "a\n" });
    using repository = testRepository(files);
    repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.folder, "env/inner");
    repository.commit();
    expect(await warningsIn(repository, { context: "env" }, {})).toEqual([]);
    repository.write({ "env/inner/a.txt": "b\n" });
    const warning = [expect.stringMatching(/^env\/inner is a submodule with uncommitted changes: .*its commit/)];
    expect(await warningsIn(repository, { context: "env" }, {})).toEqual(warning);
    repository.write({ "env/inner/a.txt": "a\n", "env/inner/new.txt": "n\n" });
    expect(await warningsIn(repository, { context: "env" }, {})).toEqual(warning);
    expect(await warningsIn(repository, { context: "src", file: "env/Dockerfile" }, {})).toEqual([]);
  });
});

describe("a folder that begins with a slash", () => {
  test.each(["image", "store"])("is said once where `%s` makes it in CI: an expression may be empty", async (input) => {
    using repository = testRepository(files);
    using place = testFolder();
    const made = join(place.path, "acme/app");
    const warning = [expect.stringMatching(/^The images go to .*acme\/app, a new folder .*expression .* is empty/)];
    expect(await warningsIn(repository, { context: "env", [input]: made })).toEqual(warning);
    expect(await warningsIn(repository, { context: "env", [input]: made }, {})).toEqual([]);
    expect(await warningsIn(repository, { context: "env", [input]: join(place.path, "app") })).toEqual([]);
    expect(await warningsIn(repository, { context: "env", [input]: "registry.example/acme/app" })).toEqual([]);
  });

  test.each([{ images: "/no-such/acme/app", tags: "1" }, { tags: "/no-such/acme/app:1" }])(
    "is said of what is pushed, too: %j",
    async (inputs) => {
      using repository = testRepository(files);
      const warnings: string[] = [];
      const ports = {
        log: { ...silentLog, warning: (message: string) => void warnings.push(message) },
        environment: ci,
        hostEvent: async () => undefined,
        openStore: () => {
          throw new Error("no further");
        },
      } as unknown as DeliveryPorts;
      const written = new Map(Object.entries(inputs).map(([name, value]) => [name, [value]]));
      await using opened = await openRepository(repository.folder, gitEnvironment);
      const pushed = push(ports, await readRequest("push", { written }), opened);
      await expect(pushed).rejects.toThrow("no further");
      expect(warnings).toEqual([expect.stringMatching(/^The images go to \/no-such\/acme\/app, a new folder/)]);
    },
  );
});
