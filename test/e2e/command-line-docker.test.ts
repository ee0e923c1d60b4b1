/** The command line with Docker 29 as its engine, and what Docker takes of our images. */
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openStore } from "../../core/oci/open.ts";
import { makeProject, type Project, treestampHere } from "../services/command-line.ts";
import { type RunningDocker, startDocker } from "../services/docker.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const secret = "open-sesame-0815";

let docker: RunningDocker;
let registry: RunningRegistry;
let project: Project;
let words: readonly string[];
beforeAll(async () => {
  docker = await startDocker({ store: "containerd" });
  registry = await startRegistry();
  // Without `--engine`, a docker that works is taken before buildah.
  project = makeProject(
    {
      Dockerfile: [
        "FROM base AS tools",
        "ARG TASTE=none",
        "COPY greeting /greeting",
        'RUN echo "$TASTE" > /taste',
        "RUN --mount=type=secret,id=word cat /run/secrets/word && wc -c < /run/secrets/word > /size",
        "FROM tools AS unused",
        "RUN false",
        "",
      ].join("\n"),
      greeting: "hello\n",
      ".gitignore": "/from-container\n",
      "treestamp.yml": "target: tools\nbuild-args:\n  TASTE: sweet and sour\n",
    },
    ["--network", "none"], // this daemon has no bridge
  );
  words = ["--store", `${registry.host}/team/build`];
});
afterAll(async () => {
  project?.[Symbol.dispose]();
  await registry?.stop();
  await docker?.stop();
});

test("docker builds the image by buildx, with build arguments, target and secrets, and it is pushed", async () => {
  const flags = [...words, "--secret-envs", "word=WORD"];
  const { exitCode, stdout, stderr } = await project.call("build", flags, { env: { ...docker.env, WORD: secret } });
  expect({ exitCode, said: (stdout + stderr).includes(secret) }).toEqual({ exitCode: 0, said: false });
  expect(stderr).toMatch(/^Engine: docker /m);
});

test("the command runs in the mounted snapshot, without docker", async () => {
  const { exitCode, stdout } = await project.call("run", [...words, "--", "cat", "/greeting", "/taste", "/size"]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `hello\nsweet and sour\n${secret.length}\n` });
});

describe("where nothing can be mounted", () => {
  const through = ["setpriv", "--bounding-set", "-sys_admin", "--inh-caps", "-sys_admin"];
  const command = ["--", "sh", "-c", 'cat /greeting "$0"; echo made > from-container; exit 3', "greeting"];

  test("the command runs in a container of the same image, and the log says why", async () => {
    const { exitCode, stdout, stderr } = await project.call("run", [...words, ...command], {
      env: docker.env,
      through,
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: "hello\nhello\n" });
    expect(stderr).toMatch(/^Sandbox: a container of docker \S+; a snapshot can neither be mounted nor extracted: /m);
    expect(statSync(join(project.repository.folder, "from-container")).uid).toBe(process.getuid!());
  });

  test("a run that has passed in a container stands for the next one, with its outputs", async () => {
    const script = "test localhost = $(hostname) && test lo = $(ls /sys/class/net) && cat greeting >from-container";
    const reuse = ["--reuse", "--outputs", "from-container", "--json", "--", "sh", "-c", script];
    for (const reused of [false, true]) {
      rmSync(join(project.repository.folder, "from-container"), { force: true });
      const { exitCode, stdout, stderr } = await project.call("run", [...words, ...reuse], {
        env: docker.env,
        through,
      });
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(stdout)).toMatchObject({ reused });
      expect(readFileSync(join(project.repository.folder, "from-container"), "utf8")).toBe("hello\n");
    }
  });

  test("pull says that it will be a container", async () => {
    expect(await project.json("pull", words, { env: docker.env, through })).toMatchObject({ sandbox: "container" });
  });

  test("and docker does not answer either, both reasons are said", async () => {
    const env = { DOCKER_HOST: "unix:///nowhere/docker.sock" };
    const { exitCode, stdout, stderr } = await project.call("run", [...words, ...command], { env, through });
    expect({ exitCode, stdout }).toEqual({ exitCode: 125, stdout: "" });
    expect(stderr).toMatch(
      /^treestamp: Commands cannot be run here: a snapshot can neither be mounted nor extracted: .*; no container can be made: .*\/nowhere\/docker.sock/m,
    );
  });

  test("and a mounted sandbox is asked for, that is an error", async () => {
    const asked = [...words, "--sandbox", "mounted", "--", "true"];
    const { exitCode, stderr } = await project.call("run", asked, { env: docker.env, through });
    expect(exitCode).toBe(125);
    expect(stderr).toMatch(
      /^treestamp: Commands cannot be run here: a snapshot can neither be mounted nor extracted: /m,
    );
  });
});

describe("where the kernel refuses the mount that it seemed to offer", () => {
  /** Runs a command on a machine that has programs of its own: name and shell text; `$real` is the usual one. */
  const call = (flags: readonly string[], programs: Record<string, string> = {}) => {
    const folder = project.folder(`programs-${Object.keys(programs).join("-")}`);
    const refusing = `case " $* " in *" erofs "*) echo 'mount: lower: permission denied.' >&2; exit 32 ;; esac`;
    // perl would call mount(2) itself.
    for (const [name, text] of Object.entries({ perl: "exit 1", mount: refusing, ...programs })) {
      const real = execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
      writeFileSync(join(folder, name), `#!/bin/sh\n${text}\nexec ${real} "$@"\n`, { mode: 0o755 });
    }
    const env = { ...docker.env, PATH: `${folder}:${docker.env.PATH}` };
    return project.call("run", [...words, ...flags, "--", "sh", "-c", "cat /greeting; exit 3"], { env });
  };
  const tar = "echo 'tar: ./x: Cannot change ownership' >&2; exit 2";

  test("the snapshot is extracted", async () => {
    const { exitCode, stdout, stderr } = await call([]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: "hello\n" });
    expect(stderr).toMatch(/^Sandbox: the snapshot, extracted, with \S+ as root; mount: lower: permission denied\.$/m);
  });

  test("and extraction fails, too, the command runs in a container, and both reasons are said", async () => {
    const { exitCode, stdout, stderr } = await call(["--cache-folder", project.folder("other-cache")], { tar });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: "hello\n" });
    expect(stderr).toMatch(
      /^Sandbox: a container of docker \S+; not the snapshot, mounted, .*: mount: lower: permission denied; not the snapshot, extracted, .*: Cannot change ownership\.$/m,
    );
  });

  test("and no container is wanted, that is an error", async () => {
    const folder = project.folder("other-cache");
    const { exitCode, stdout, stderr } = await call(["--cache-folder", folder, "--sandbox", "mounted"], { tar });
    expect({ exitCode, stdout }).toEqual({ exitCode: 125, stdout: "" });
    expect(stderr).toMatch(/^treestamp: The environment could not be set up: .*: Cannot change ownership\.$/m);
  });
});

test("--sandbox container is obeyed where mounting is possible, too", async () => {
  const asked = [...words, "--sandbox", "container", "--json", "--", "true"];
  const { exitCode, stdout } = await project.call("run", asked, { env: docker.env });
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ sandbox: "container", outcome: "success" });
});

describe("the images in docker that commands ran in", () => {
  const listed = () => {
    const asked = ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", "treestamp-run"];
    return execFileSync("docker", asked, { env: docker.env, encoding: "utf8" }).split("\n").filter(Boolean);
  };

  test("are under the cache's limit, too: what this run does not need is removed after it", async () => {
    const before = listed();
    const asked = ["--sandbox", "container", "--user", "1234", "--cache-size", "1B", "--", "id", "-u"];
    const { exitCode, stdout } = await project.call("run", [...words, ...asked], { env: docker.env });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "1234\n" });
    // The build image itself, and one for each user.
    const after = listed();
    expect([before.length, after.length]).toEqual([2, 2]);
    expect(after.filter((name) => before.includes(name))).toEqual([before.find((name) => /:[0-9a-f]{64}$/.test(name))]);
  });

  test("are all removed by `prune --all`", async () => {
    const asked = ["prune", "--all", "--json", "--cache-folder", project.folder("cache")];
    const { exitCode, stdout } = await treestampHere(asked, { env: docker.env });
    expect({ exitCode, left: listed() }).toEqual({ exitCode: 0, left: [] });
    expect(JSON.parse(stdout)).toMatchObject({ "in-docker": { removed: 2, left: 0 } });
  });
});

test("docker pulls the tag, and gets the ordinary image", async () => {
  const { tag } = await project.json("resolve", words);
  const call = (...args: string[]) =>
    execFileSync("docker", args, { env: docker.env, encoding: "utf8", stdio: "pipe" });
  const reference = `${registry.host}/team/build:${tag}`;
  call("pull", "--quiet", reference);
  const container = call("create", reference, "true").trim();
  const listed = execFileSync("sh", ["-c", `docker export ${container} | tar -t`], {
    env: docker.env,
    encoding: "utf8",
  });
  expect(listed.split("\n")).toEqual(expect.arrayContaining(["greeting", "taste", "size"]));
});

test("what docker has pushed can be a base, by its digest; where docker does not answer buildah builds, and the log says why", async () => {
  const { tag } = await project.json("resolve", words);
  const name = `${registry.host}/team/from-docker:1`;
  const docker29 = (...args: string[]) => execFileSync("docker", args, { env: docker.env, stdio: "pipe" });
  docker29("pull", "--quiet", `${registry.host}/team/build:${tag}`);
  docker29("tag", `${registry.host}/team/build:${tag}`, name);
  docker29("push", "--quiet", name);
  const pushed = await openStore(`${registry.host}/team/from-docker`).lookup("1");
  if (pushed.state !== "present") throw new Error(`The tag that docker has pushed is ${pushed.state}.`);
  const base = `pushed=${registry.host}/team/from-docker@${pushed.manifest.descriptor.digest}`;
  using next = makeProject({ Dockerfile: "FROM pushed\n" }, ["--base", base]);
  const env = { DOCKER_HOST: "unix:///nowhere/docker.sock" };
  const { exitCode, stdout, stderr } = await next.call("run", ["--", "cat", "/taste"], { env });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "sweet and sour\n" });
  expect(stderr).toMatch(/^Engine: buildah .*docker/m);
});

test("a Dockerfile that fails shows its instruction and the end of the output", async () => {
  using broken = makeProject({ Dockerfile: "FROM base\nRUN echo the reason is here >&2 && exit 9\n" }, [
    "--network",
    "none",
  ]);
  const { exitCode, stdout, stderr } = await broken.call("build", [], { env: docker.env });
  expect({ exitCode, stdout }).toEqual({ exitCode: 125, stdout: "" });
  const said = stderr.slice(stderr.indexOf("treestamp: "));
  expect(said).toMatch(/^treestamp: The image could not be built\./);
  expect(stderr).toContain("RUN echo the reason is here >&2 && exit 9");
  expect(stderr).toMatch(/the reason is here$/m);
  expect(said.split("\n").length).toBeLessThan(6); // what the build printed is above, and not here once more
});

test("docker that is asked for and does not answer is an error, not another engine", async () => {
  using plain = makeProject({ Dockerfile: "FROM base\nRUN echo plain\n" }, ["--engine", "docker"]);
  const { exitCode, stderr } = await plain.call("build", [], { env: { DOCKER_HOST: "unix:///nowhere/docker.sock" } });
  expect(exitCode).toBe(125);
  expect(stderr).toMatch(/^treestamp: The engine docker was requested/m);
  expect(stderr).not.toMatch(/^Engine:/m);
});
