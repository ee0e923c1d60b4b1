/** Final images, end to end: built on the build image, pushed to real registries, pulled and run by docker. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readAction, runStep } from "../services/action-runner.ts";
import { makeProject, type Project } from "../services/command-line.ts";
import { type RunningDocker, startDocker } from "../services/docker.ts";
import { tagsOfRegistry } from "../services/published.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { startTokenService } from "../services/token-service.ts";

const dockerfile = `FROM build-image AS work
COPY greeting /made/
RUN test -x /tools/shout && /tools/shout < /made/greeting > /made/app
FROM build-image
COPY --from=work /made/app /app
CMD ["cat", "/app"]
`;

let docker: RunningDocker;
let registry: RunningRegistry;
let other: RunningRegistry;
let project: Project;
let images: readonly string[];
beforeAll(async () => {
  [docker, registry, other] = await Promise.all([
    startDocker({ store: "containerd" }),
    startRegistry(),
    startRegistry(),
  ]);
  project = makeProject(
    {
      "environment/Dockerfile":
        "FROM base\nRUN mkdir /tools && printf 'tr a-z A-Z' > /tools/shout && chmod 755 /tools/shout\n",
      Dockerfile: dockerfile,
      greeting: "hello\n",
      ".gitignore": "/made\n",
    },
    ["--network", "none"], // this daemon has no bridge
  );
  const [, base] = project.base.split(/base=(.*)/s);
  project.repository.write({
    "treestamp.yml": `image: ${registry.host}/team/build\ncontext: environment\nbase:\n  base: ${base}\n`,
  });
  project.repository.commit("the recipe");
  project.repository.git("tag", "v1.2.3");
  images = ["--images", `${registry.host}/team/app`, "--images", `${other.host}/mirror/app`];
});
afterAll(async () => {
  project?.[Symbol.dispose]();
  await Promise.all([registry?.stop(), other?.stop()]);
  await docker?.stop();
});

const rules = [
  "type=semver,pattern={{version}}",
  "type=semver,pattern={{major}}.{{minor}}",
  "type=sha",
  "type=date",
  "type=tree",
];
const tags = (...lines: string[]) => lines.flatMap((line) => ["--tags", line]);
const call = (verb: string, ...words: string[]) => project.call(verb, words, { env: docker.env });

interface Pushed {
  readonly image: string;
  readonly digest: string;
  readonly tags: readonly string[];
  readonly version: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly "build-image": string;
  readonly stages: readonly { readonly name: string; readonly note?: string; readonly bytes?: number }[];
}

async function json(verb: string, ...words: string[]): Promise<Pushed> {
  const { exitCode, stdout, stderr } = await call(verb, "--json", ...words);
  if (exitCode !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Pushed;
}

async function answerOf(program: string, ...args: string[]): Promise<string> {
  return (await promisify(execFile)(program, args, { env: { ...process.env, ...docker.env } })).stdout.trim();
}
/** A second opinion on what is in a registry. */
const crane = (...args: string[]) => answerOf("crane", ...args);

/** What a registry calls the image of this name, `HOST/REPOSITORY:TAG`. */
async function digestOf(name: string): Promise<string | null> {
  const [, host, repository, tag] = /^([^/]+)\/(.+):([^:]+)$/.exec(name)!;
  const accept = "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json";
  const url = `http://${host}/v2/${repository}/manifests/${tag}`;
  const { status, headers } = await fetch(url, { method: "HEAD", headers: { accept } });
  expect({ name, status }).toEqual({ name, status: 200 });
  return headers.get("docker-content-digest");
}

describe("a final image on top of the build image", () => {
  let pushed: Pushed;
  test("is built, with the build image made first, and pushed under several tags to two registries", async () => {
    pushed = await json("push", ...images, ...tags(...rules));
    const { git } = project.repository;
    const short = git("rev-parse", "HEAD").slice(0, 7);
    const names = [
      "1.2.3",
      "1.2",
      `20231114.221320-${short}`,
      git("rev-parse", "HEAD^{tree}"),
      `sha-${short}`,
      "latest",
    ];
    const all = [`${registry.host}/team/app`, `${other.host}/mirror/app`].flatMap((image) =>
      names.map((name) => `${image}:${name}`),
    );
    expect(pushed).toMatchObject({ tags: all, version: "1.2.3", image: `${all[0]}@${pushed.digest}` });
    for (const name of all) expect(await digestOf(name)).toBe(pushed.digest);
  });

  test("is run by docker, and whole in the other registry, too", async () => {
    const image = `${registry.host}/team/app:latest`;
    expect(await answerOf("docker", "run", "--rm", "--network", "none", image)).toBe("HELLO");
    for (const { missing } of tagsOfRegistry(other.storage, "mirror/app")) expect(missing).toEqual([]);
  });

  test("begins with the very layers of the build image, whose digest it tells", async () => {
    const key = project.repository.git("rev-parse", "HEAD:environment");
    const build = (await crane("ls", `${registry.host}/team/build`)).split("\n");
    expect(build).toEqual([build[0], `${build[0]}-build`, `${build[0]}-records`]);
    expect(build[0]).not.toBe(key); // the recipe has a base, too
    const layers = async (image: string) =>
      (
        JSON.parse(await crane("manifest", "--platform", "linux/amd64", image)) as { layers: { digest: string }[] }
      ).layers.map(({ digest }) => digest);
    const below = await layers(`${registry.host}/team/build:${build[0]}`);
    expect((await layers(pushed.image)).slice(0, below.length)).toEqual(below);
    expect(pushed["build-image"]).toBe(await digestOf(`${registry.host}/team/build:${build[0]}`));
  });

  test("says by OCI's names where it comes from, in labels and annotations", async () => {
    const { git } = project.repository;
    const expected = {
      "dev.treestamp.tree": git("rev-parse", "HEAD^{tree}"),
      "org.opencontainers.image.created": "2023-11-14T22:13:20Z",
      "org.opencontainers.image.revision": git("rev-parse", "HEAD"),
      "org.opencontainers.image.version": "1.2.3",
    };
    const config = JSON.parse(await crane("config", pushed.image)) as { created: string; config: { Labels: object } };
    expect(config.config.Labels).toEqual({ ...expected, "dev.treestamp.build-image": pushed["build-image"] });
    expect(config.created).toBe("2023-11-14T22:13:20Z");
    expect(JSON.parse(await crane("manifest", pushed.image))).toMatchObject({ annotations: expected });
  });

  test("is the same bytes when it is built again, so that a second push is a success and writes nothing", async () => {
    // Other bytes would be refused: see below.
    const { exitCode, stdout } = await call("push", ...images, ...tags(...rules), "--no-cache");
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(/^(pushed|moved)/m);
    expect(await digestOf(`${registry.host}/team/app:1.2.3`)).toBe(pushed.digest);
  });

  test("of other bytes is refused, with both digests, and no tag has moved", async () => {
    project.repository.write({ greeting: "good morning\n" });
    const { exitCode, stdout, stderr } = await call(
      "push",
      ...images,
      ...tags("type=semver,pattern={{version}}", "latest"),
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 125, stdout: "" });
    const message = /^treestamp: (.*)$/m.exec(stderr)?.[1] ?? "";
    expect(message).toContain(
      `${registry.host}/team/app:1.2.3 is ${pushed.digest}; ${other.host}/mirror/app:1.2.3 is ${pushed.digest}; the image to be pushed is sha256:`,
    );
    expect(await digestOf(`${registry.host}/team/app:latest`)).toBe(pushed.digest);
  });

  test("of other bytes moves the tags that are branches, and those that overwrite names", async () => {
    const { stdout } = await call(
      "push",
      ...images.slice(0, 2),
      ...tags("1.2.3", "type=ref,event=branch"),
      "--overwrite",
      "1.2.*",
    );
    expect(stdout).toMatch(/^pushed +\S+:main\nmoved +\S+:1\.2\.3\n/);
    // What it says now is seen below, where docker saves it.
    expect(await digestOf(`${registry.host}/team/app:1.2.3`)).not.toBe(pushed.digest);
  });

  test("for several platforms is an index, which has the annotations", async () => {
    project.repository.write({
      "several/Dockerfile": "FROM scratch\nCOPY greeting /\n",
      "several/greeting": "hello\n",
    });
    const image = `${registry.host}/team/several`;
    const platforms = ["--platforms", "linux/amd64", "--platforms", "linux/arm64"];
    const { digest, "build-image": none } = await json(
      "push",
      "--context",
      "several",
      ...platforms,
      "--images",
      image,
      ...tags("x"),
    );
    expect(none).toBe("");
    const index = JSON.parse(await crane("manifest", `${image}@${digest}`));
    expect(
      index.manifests.map(({ platform }: { platform: { architecture: string } }) => platform.architecture),
    ).toEqual(["amd64", "arm64"]);
    expect(index.annotations).toMatchObject({ "org.opencontainers.image.version": "x" });
  });

  test.each(["docker", "buildah"])(
    "is built by %s from the first proposal's Dockerfile, which gets the build image as an argument",
    async (engine) => {
      project.repository.write({
        "proposal/Dockerfile": [
          ...["ARG BUILD_IMAGE", "FROM $BUILD_IMAGE AS build", "COPY greeting /src/", "WORKDIR /src"],
          ...["RUN /tools/shout <greeting >/app", "FROM scratch", "COPY --from=build /app /app", ""],
        ].join("\n"),
        "proposal/greeting": "hello from 2019\n",
      });
      const image = ["--images", `${registry.host}/team/proposal-${engine}`, ...tags("x"), "--engine", engine];
      const given = ["--context", "proposal", "--build-args", "BUILD_IMAGE=build-image"];
      const made = await json("push", ...given, ...image);
      expect(made["build-image"]).toBe(pushed["build-image"]);
      expect(await crane("export", made.image, "-")).toContain("HELLO FROM 2019");
    },
  );

  test("ends with its build when it is told to stop, and no tag is given", async () => {
    project.repository.write({ "slow/Dockerfile": "FROM build-image\nRUN echo begun; sleep 60\n" });
    const words = ["--context", "slow", "--images", `${registry.host}/team/slow`, ...tags("x")];
    const interrupt = { after: "RUN echo begun", signal: "SIGINT" as const };
    const { exitCode } = await project.call("push", words, { env: docker.env, interrupt });
    expect(exitCode).toBe(130);
    expect(tagsOfRegistry(registry.storage, "team/slow")).toEqual([]);
  });

  test("that is not to be pushed is built, and nothing is asked or written", async () => {
    const nowhere = "127.0.0.1:9/team/app"; // discard: nobody listens there
    const { tags: planned } = await json("push", "--images", nowhere, "--no-push", ...tags("x"));
    expect(planned).toEqual([`${nowhere}:x`]);
  });
});

describe("an image that a run has left", () => {
  test("as an archive of docker save is pushed with its layers as registries have them", async () => {
    const archive = join(project.folder("saved"), "app.tar");
    await answerOf("docker", "pull", `${registry.host}/team/app:1.2.3`);
    await answerOf("docker", "save", "--output", archive, `${registry.host}/team/app:1.2.3`);
    const { digest, version } = await json(
      "push",
      "--saved-image",
      archive,
      "--images",
      `${registry.host}/team/saved`,
      ...tags("saved"),
    );
    expect(version).toBe("saved");
    const image = `${registry.host}/team/saved@${digest}`;
    expect(await crane("manifest", image)).toMatch(/"org.opencontainers.image.revision":"[0-9a-f]{40}"/);
    expect(await answerOf("docker", "run", "--rm", "--network", "none", image)).toBe("GOOD MORNING");
  });

  test("as an OCI layout goes to another registry, by promote byte for byte", async () => {
    const folder = project.folder("layout");
    const name = `${registry.host}/team/app:1.2.3`;
    await crane("pull", "--format", "oci", name, folder);
    const { digest } = await json(
      "promote",
      "--source",
      folder,
      "--images",
      `${other.host}/promoted`,
      ...tags("1.2.3"),
    );
    expect(digest).toBe(await digestOf(name));
    expect(await digestOf(`${other.host}/promoted:1.2.3`)).toBe(digest);
  });

  test("is no image: what it is, and how one is made", async () => {
    const archive = join(project.folder("saved"), "notes.txt");
    writeFileSync(archive, "not an image\n".repeat(100));
    const { exitCode, stderr } = await call(
      "push",
      "--saved-image",
      archive,
      "--images",
      `${registry.host}/team/saved`,
      ...tags("x"),
    );
    expect(exitCode).toBe(125);
    expect(stderr).toMatch(/^treestamp: `saved-image`: \S+notes\.txt is not the archive of one image\. /m);
    expect(stderr).toMatch(/^ {2}Write it with `docker save -o FILE IMAGE`/m);
  });
});

describe("promote", () => {
  test("gives the build image of this tree an alias, though nothing is to be built; the snapshot goes along", async () => {
    project.repository.write({ greeting: "hello\n" });
    const aliases = [
      ...tags("type=date", "type=ref,event=branch"),
      "--images",
      `${registry.host}/team/build`,
      "--images",
      `${other.host}/mirror/build`,
    ];
    const { digest, stages, tags: given } = await json("promote", ...aliases);
    expect(stages.find(({ name }) => name === "build")).toBe(undefined);
    for (const name of given) expect(await digestOf(name)).toBe(digest);
    for (const { missing } of tagsOfRegistry(other.storage, "mirror/build")) expect(missing).toEqual([]);
    const manifest = await crane("manifest", `${other.host}/mirror/build:main`);
    expect(manifest).toContain("dev.treestamp.snapshot.of");
  });

  test("makes the build image where it is absent", async () => {
    project.repository.write({ "environment/more": "more\n" });
    const commit = project.repository.commit("another recipe");
    const { digest, stages } = await json("promote", ...tags("type=sha"));
    expect(stages.map(({ name }) => name)).toContain("build");
    expect(await digestOf(`${registry.host}/team/build:sha-${commit.slice(0, 7)}`)).toBe(digest);
  });

  test("refuses to share what is not committed", async () => {
    project.repository.write({ "environment/more": "not committed\n" });
    const { exitCode, stderr } = await call("promote", ...tags("dirty"));
    expect(exitCode).toBe(125);
    expect(stderr).toMatch(/^treestamp: The recipe has uncommitted changes: /m);
    project.repository.git("checkout", "-q", "--", ".");
  });
});

describe("as steps of a workflow", () => {
  const step = (uses: string, inputs: Record<string, string>, env: NodeJS.ProcessEnv) =>
    runStep({
      uses,
      with: { ...inputs, network: "none" },
      env: { ...docker.env, ...env },
      workspace: project.repository.folder,
      machine: project.folder("machine"),
    });
  const event = () => {
    const path = join(project.folder("machine"), "event.json");
    writeFileSync(
      path,
      JSON.stringify({ repository: { default_branch: "main", html_url: "https://github.com/acme/app" } }),
    );
    return {
      GITHUB_EVENT_PATH: path,
      GITHUB_EVENT_NAME: "push",
      GITHUB_SHA: project.repository.git("rev-parse", "HEAD"),
    };
  };

  test("push takes its names from the event, and gives a build its secrets by their values, which nobody sees; outputs, summary", async () => {
    const secret = "open-sesame-0815";
    project.repository.write({
      "secret/Dockerfile":
        "FROM build-image\nRUN --mount=type=secret,id=word cat /run/secrets/word && wc -c < /run/secrets/word > /size\nCMD cat /size\n",
    });
    const inputs = {
      context: "secret",
      secrets: `word=${secret}`,
      images: `${registry.host}/Team/App`,
      tags: "type=ref,event=branch\ntype=raw,value=latest,enable={{is_default_branch}}",
    };
    const result = await step("actions/push", inputs, { ...event(), GITHUB_REF: "refs/heads/feature/x" });
    expect(result).toMatchObject({ exitCode: 0, annotations: [] });
    expect(Object.keys(result.outputs).sort()).toEqual(Object.keys(readAction("actions/push").outputs).sort());
    const image = `${registry.host}/team/app:feature-x`;
    expect(result.outputs).toMatchObject({ tags: image, version: "feature-x" });
    expect(result.outputs.labels).toMatch(/^org\.opencontainers\.image\.source=https:\/\/github\.com\/acme\/app$/m);
    expect(result.summary).toContain(`| \`${image}\` | pushed |`);
    expect(result.raw.replace(/^::add-mask::.*$/gm, "")).not.toContain(secret);
    expect(await answerOf("docker", "run", "--rm", "--network", "none", image)).toBe(String(secret.length));
  });

  test("promote releases what was pushed, with the same digest", async () => {
    const source = `${registry.host}/team/app:feature-x`;
    const inputs = { source, tags: "type=semver,pattern={{version}}" };
    const result = await step("actions/promote", inputs, { ...event(), GITHUB_REF: "refs/tags/v2.0.0" });
    expect(result).toMatchObject({ exitCode: 0, annotations: [] });
    expect(Object.keys(result.outputs).sort()).toEqual(Object.keys(readAction("actions/promote").outputs).sort());
    expect(result.outputs.tags).toBe(`${registry.host}/team/app:2.0.0\n${registry.host}/team/app:latest`);
    expect(result.outputs.digest).toBe(await digestOf(source));
  });

  test("push with a login of its own, which docker does not have, for the registry of `images` alone", async () => {
    const service = await startTokenService();
    const guarded = await startRegistry({ tokens: service.tokens });
    try {
      const inputs = {
        images: `${guarded.host}/team/app\n${other.host}/team/app`,
        store: `${guarded.host}/team/build`,
        ...{ username: "writer", password: "secret", tags: "1.0" },
      };
      const result = await step("actions/push", inputs, { ...event(), GITHUB_REF: "refs/heads/main" });
      expect(result).toMatchObject({ exitCode: 0, annotations: [] });
      expect(result.raw.replace(/^::add-mask::.*$/gm, "")).not.toContain("secret");
      expect(tagsOfRegistry(guarded.storage, "team/app")).toEqual([{ tag: "1.0", missing: [] }]);
      expect(await digestOf(`${other.host}/team/app:1.0`)).toBe(result.outputs.digest);
      // The layers of the build image came to the final image's repository without a byte: the log of stages tells.
      expect(result.outputs.stages).toMatch(/"note":"\d+ blobs mounted"/);
    } finally {
      await guarded.stop();
      await service.stop();
    }
  });
});
