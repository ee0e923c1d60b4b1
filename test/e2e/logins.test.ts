/**
 * Two registries that ask for a login, and what each was shown: whatever the form of the inputs and the host, the login
 * of a step goes to its own registry and docker's logins go to theirs.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { ActionVerb } from "../../core/inputs/input.ts";
import { openStore } from "../../core/oci/open.ts";
import { runStep } from "../services/action-runner.ts";
import { makeProject, type Project, treestamp, treestampHere } from "../services/command-line.ts";
import { publish, smallImage } from "../services/image.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, readerLine, startRegistry } from "../services/registry.ts";

/** Both have the password `secret`: the one of the step at the first registry, the one of docker at the second. */
const stepUser = "step-user";
const dockerUser = "docker-user";
const auth = Buffer.from(`${dockerUser}:secret`).toString("base64");

let registries: RunningRegistry[];
let one: QuirkProxy;
let two: QuirkProxy;
/** The second registry by an address that is not loopback to treestamp. */
let remote: string;
let project: Project;
let saved: string;
beforeAll(async () => {
  const line = (user: string) => readerLine.replace("reader", user);
  registries = [await startRegistry({ htpasswd: line(stepUser) }), await startRegistry({ htpasswd: line(dockerUser) })];
  [one, two] = (await Promise.all(registries.map(({ host }) => startQuirkProxy(host)))) as [QuirkProxy, QuirkProxy];
  remote = two.host.replace("127.0.0.1", "0.0.0.0");
  project = makeProject({ Dockerfile: "FROM base\nRUN echo made > /made\n", "treestamp.yml": "context: .\n" });
  saved = join(project.folder("layout"), "image");
  await publish(openStore(saved), smallImage(), "v1");
  writeFileSync(
    join(project.folder("docker"), "config.json"),
    JSON.stringify({ auths: { [two.host]: { auth }, [remote]: { auth } } }),
  );
});
afterAll(async () => {
  project?.[Symbol.dispose]();
  await Promise.all([one, two, ...registries].map((service) => service?.stop()));
});
beforeEach(() => {
  recipe();
  one.seen.length = 0;
  two.seen.length = 0;
});

/** Writes and commits `treestamp.yml`. */
function recipe(image?: string): void {
  const text = `context: .\n${image === undefined ? "" : `image: ${image}\n`}`;
  if (readFileSync(join(project.repository.folder, "treestamp.yml"), "utf8") === text) return;
  project.repository.write({ "treestamp.yml": text });
  project.repository.commit("the recipe");
}

/** Names in what the registry was shown; `other` for what is no name and password. */
function shownTo({ seen }: QuirkProxy): string[] {
  const shown = seen.flatMap(({ headers }) => headers.authorization ?? []);
  const names = shown.map(
    (header) =>
      Buffer.from(header.replace(/^Basic /, ""), "base64")
        .toString()
        .split(":")[0]!,
  );
  return [...new Set(names)].sort();
}

type Inputs = Readonly<Record<string, string>>;
interface Answer {
  readonly exitCode: number;
  readonly said: string;
}
interface Surface {
  readonly name: string;
  /**
   * Whether a step can be given a login, and in which forms it is looked at: which registry a login is for is decided behind
   * the surfaces, by what is the same for all of them.
   */
  readonly logins: "all" | "some" | "none";
  call(verb: ActionVerb, inputs: Inputs): Promise<Answer>;
}

const docker = () => ({ DOCKER_CONFIG: project.folder("docker") });
/** Whose login goes where is decided by the core: only what runs a command, and each action, takes a process of its own. */
const calling = (verb: ActionVerb) => (verb === "run" ? treestamp : treestampHere);
const login = { username: stepUser, password: "secret" };
const surfaces: readonly Surface[] = [
  {
    name: "an action",
    logins: "all",
    async call(verb, inputs) {
      const { exitCode, raw } = await runStep({
        uses: verb === "run" ? "." : `actions/${verb}`,
        with: inputs,
        env: docker(),
        workspace: project.repository.folder,
        machine: project.folder("machine"),
      });
      return { exitCode, said: raw };
    },
  },
  {
    name: "a step of the orb",
    logins: "some",
    async call(verb, inputs) {
      const named = new Map(Object.entries(inputs));
      for (const name of ["username", "password"]) if (named.has(name)) named.set(name, `MY_${name.toUpperCase()}`);
      const variables = [...named].map(([name, value]) => [
        `TREESTAMP_INPUT_${name.replaceAll("-", "_").toUpperCase()}`,
        value,
      ]);
      const home = project.folder("circleci");
      const env = {
        ...{
          ...docker(),
          HOME: home,
          BASH_ENV: join(home, "bash.env"),
          TREESTAMP_OUTPUTS_FILE: join(home, "out.json"),
        },
        ...{ MY_USERNAME: inputs.username, MY_PASSWORD: inputs.password },
        ...Object.fromEntries(variables),
      };
      const { exitCode, stdout, stderr } = await calling(verb)(["circleci-step", verb], {
        cwd: project.repository.folder,
        env,
      });
      return { exitCode, said: stdout + stderr };
    },
  },
  {
    name: "the command line",
    logins: "none",
    async call(verb, inputs) {
      const { run, ...flags } = inputs;
      const words = Object.entries(flags).flatMap(([name, value]) =>
        value === "true" ? [`--${name}`] : value.split("\n").flatMap((item) => [`--${name}`, item]),
      );
      const cache = ["--cache-folder", project.folder("cli")];
      const command = run === undefined ? [] : ["--", "sh", "-c", run];
      const { exitCode, stdout, stderr } = await calling(verb)([verb, ...words, ...cache, ...command], {
        cwd: project.repository.folder,
        env: docker(),
      });
      return { exitCode, said: stdout + stderr };
    },
  },
];

interface Case {
  readonly form: string;
  /** Looked at on all surfaces that can be given a login. */
  readonly everywhere?: true;
  readonly verb: ActionVerb;
  readonly inputs: () => Inputs;
  /** What `treestamp.yml` has as `image`. */
  readonly recipe?: () => string;
  /** Who is shown to the first and to the second registry. */
  readonly one: readonly string[];
  readonly two: readonly string[];
  /** In an error; where it is left out, the call succeeds. */
  readonly fails?: RegExp;
}

/** What a test before has left may be there. */
const moving = (verb: ActionVerb): Inputs => (verb === "push" || verb === "promote" ? { overwrite: "*" } : {});
const image = (registry: () => string) => `${registry()}/team/app`;
const [first, second] = [() => one.host, () => two.host];
const withLogin: readonly Case[] = [
  {
    form: "`image`",
    everywhere: true,
    verb: "resolve",
    inputs: () => ({ image: image(first) }),
    one: [stepUser],
    two: [],
  },
  {
    form: "`store`, which wins over `image`",
    verb: "resolve",
    inputs: () => ({ store: image(first), image: image(second) }),
    one: [stepUser],
    two: [],
  },
  {
    form: "`image` over `treestamp.yml`",
    verb: "resolve",
    inputs: () => ({ image: image(first) }),
    recipe: () => image(second),
    one: [stepUser],
    two: [],
  },
  {
    form: "`treestamp.yml` alone",
    everywhere: true,
    verb: "resolve",
    inputs: () => ({}),
    recipe: () => image(second),
    one: [],
    two: [],
    fails: /No input says which registry `username` and `password` are for\..*registry: 127\.0\.0\.1:\d+/s,
  },
  {
    form: "`treestamp.yml` alone, pulled",
    verb: "pull",
    inputs: () => ({}),
    recipe: () => image(first),
    one: [],
    two: [],
    fails: /No input says which registry/,
  },
  {
    form: "`treestamp.yml`, and `registry` names it",
    everywhere: true,
    verb: "resolve",
    inputs: () => ({ registry: first() }),
    recipe: () => image(first),
    one: [stepUser],
    two: [],
  },
  {
    form: "`treestamp.yml` with another image than `registry` names",
    verb: "resolve",
    inputs: () => ({ registry: first() }),
    recipe: () => image(second),
    one: [],
    two: [dockerUser],
  },
  {
    form: "`registry` against `image`",
    verb: "resolve",
    inputs: () => ({ registry: first(), image: image(second) }),
    one: [],
    two: [dockerUser],
  },
  {
    form: "`images`",
    everywhere: true,
    verb: "push",
    inputs: () => ({ "saved-image": saved, tags: "a", images: `${image(first)}\n${image(second)}` }),
    one: [stepUser],
    two: [dockerUser],
  },
  {
    form: "whole names in `tags`, as docker/metadata-action gives them",
    verb: "push",
    inputs: () => ({ "saved-image": saved, tags: `${image(first)}:b\n${image(second)}:b` }),
    one: [stepUser],
    two: [dockerUser],
  },
  {
    form: "whole names in `tags`, and `registry`",
    verb: "push",
    inputs: () => ({ "saved-image": saved, tags: `${image(second)}:c\n${image(first)}:c`, registry: first() }),
    one: [stepUser],
    two: [dockerUser],
  },
  {
    form: "`images` in one registry, a whole name in another one",
    verb: "push",
    inputs: () => ({ "saved-image": saved, images: image(first), tags: `d\n${image(second)}:d` }),
    one: [stepUser],
    two: [dockerUser],
  },
  {
    form: "`source` in one registry, a whole name in another one",
    everywhere: true,
    verb: "promote",
    inputs: () => ({ source: `${image(first)}:a`, tags: `${image(second)}:promoted`, registry: first() }),
    one: [stepUser],
    two: [dockerUser],
  },
  {
    form: "`source` in the other registry",
    verb: "promote",
    inputs: () => ({ source: `${image(second)}:a`, images: image(first), tags: "promoted" }),
    one: [stepUser],
    two: [dockerUser],
  },
  {
    form: "`source`, and no destination besides",
    verb: "promote",
    inputs: () => ({ source: `${image(first)}:a`, tags: "again" }),
    one: [stepUser],
    two: [],
  },
];

describe.each(surfaces.filter(({ logins }) => logins !== "none"))("a login of $name, by", ({ logins, call }) => {
  test.each(withLogin.filter(({ everywhere }) => everywhere || logins === "all"))(
    "$form ($verb) goes to its registry alone",
    async ({ verb, inputs, recipe: named, ...expected }) => {
      recipe(named?.());
      const { exitCode, said } = await call(verb, { ...moving(verb), ...inputs(), ...login });
      if (expected.fails === undefined) expect([exitCode, exitCode === 0 ? "" : said]).toEqual([0, ""]);
      else expect(said).toMatch(expected.fails);
      expect({ one: shownTo(one), two: shownTo(two) }).toEqual({ one: expected.one, two: expected.two });
    },
  );

  test("`image` goes to its registry alone when it is built, promoted, pulled and run", async () => {
    const [base, engine] = [project.base, "buildah"];
    const all = { ...login, image: image(first), base };
    for (const verb of ["build", "pull", "promote"] as const) {
      const more: Inputs = verb === "promote" ? { ...moving(verb), tags: `built\n${image(second)}:built` } : {};
      const { exitCode, said } = await call(verb, { ...all, ...more, engine });
      expect([verb, exitCode, exitCode === 0 ? "" : said]).toEqual([verb, 0, ""]);
      expect([verb, shownTo(one), shownTo(two)]).toEqual([verb, [stepUser], verb === "promote" ? [dockerUser] : []]);
    }
    two.seen.length = 0;
    const { exitCode, said } = await call("run", { ...all, engine, shell: "sh", run: "cat /made" });
    expect([exitCode, exitCode === 0 ? "" : said]).toEqual([0, ""]);
    expect([shownTo(one), shownTo(two)]).toEqual([[stepUser], []]);
  });
});

function plainly(call: Surface["call"], inputs: Inputs): Promise<Answer> {
  const verb = "saved-image" in inputs ? "push" : "resolve";
  return call(verb, { ...moving(verb), ...inputs, "plain-http": "true" });
}

describe.each(surfaces)("docker's login and plain HTTP of $name:", ({ logins, call }) => {
  /** Steps hand on what they are given as the command line does: one of each kind shows it. */
  const shown = <T>(cases: readonly T[]) => (logins === "none" ? cases : cases.slice(0, 1));

  test("a login of docker goes to its own registry, and to none that has no login", async () => {
    const { said } = await call("push", {
      ...moving("push"),
      "saved-image": saved,
      tags: `${image(second)}:x\n${image(first)}:x`,
    });
    expect(said).toMatch(/nobody is logged in to 127\.0\.0\.1:/);
    expect([shownTo(one), shownTo(two)]).toEqual([[], [dockerUser]]);
  });

  const notSpoken: readonly [string, () => Inputs][] = [
    [
      "a second destination",
      () => ({ "saved-image": saved, images: `${image(second)}\n${remote}/team/app`, tags: "x" }),
    ],
    ["a whole name", () => ({ "saved-image": saved, tags: `${image(second)}:x\n${remote}/team/app:x` })],
    ["a store that `registry` does not name", () => ({ store: `${remote}/team/app`, registry: "127.0.0.1:1" })],
  ];
  test.each(shown(notSpoken))("plain HTTP is not spoken with %s", async (_what, inputs) => {
    const { said } = await plainly(call, inputs());
    expect(said).toMatch(/The connection is not secure/);
    expect(two.seen.filter(({ headers }) => headers.host === remote)).toEqual([]);
  });

  test("plain HTTP is not spoken with what `treestamp.yml` alone names", async () => {
    recipe(`${remote}/team/app`);
    const { said } = await call("resolve", { "plain-http": "true" });
    expect(said).toMatch(/No input says which registry `plain-http` is for\./);
    expect(two.seen).toEqual([]);
  });

  const spoken: readonly [string, () => Inputs][] = [
    ["the store", () => ({ store: `${remote}/team/app` })],
    [
      "the registry that is named",
      () => ({ registry: remote, "saved-image": saved, tags: `${image(second)}:y\n${remote}/team/app:y` }),
    ],
  ];
  test.each(shown(spoken))("plain HTTP is spoken with %s", async (_what, inputs) => {
    const { exitCode, said } = await plainly(call, inputs());
    expect([exitCode, exitCode === 0 ? "" : said]).toEqual([0, ""]);
    expect(two.seen.some(({ headers }) => headers.host === remote)).toBe(true);
    expect([shownTo(one), shownTo(two)]).toEqual([[], [dockerUser]]);
  });
});
