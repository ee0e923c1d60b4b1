/** The orb's continuation against a server that stands for CircleCI's one endpoint, faults included. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { packOrb } from "../../scripts/release/pack-orb.ts";
import { testFolder } from "../fixtures/git.ts";
import { type Orb, readOrb, runCommand, type StepRun } from "../services/circleci-steps.ts";
import { bodyOf, type Handler, startServer } from "../services/http.ts";

const key = "eyJ-a-continuation-key.that-nobody-may-see";
const image = "registry.example/acme/build:0123@sha256:4567";
const configuration = 'version: 2.1\njobs:\n  a: "it\'s $HOME"\n';
const home = testFolder();
const commandLines = join(home.path, "command-lines");
let orb: Orb;

beforeAll(async () => {
  const [tarball, packed] = [join(home.path, "package.tgz"), join(home.path, "orb.yml")];
  writeFileSync(tarball, "the continuation needs no command line");
  await packOrb(tarball, packed);
  orb = readOrb(packed);
  writeFileSync(join(home.path, "continue.yml"), configuration);
  mkdirSync(join(home.path, "bin"));
  const program = (name: string, text: string) =>
    writeFileSync(join(home.path, "bin", name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  program("sleep", "exit 0"); // it is said how long, and waited for no time
  for (const name of ["curl", "jq"]) {
    program(name, `echo "${name} $*" >> '${commandLines}'\nPATH=\${PATH#*:}\nexec ${name} "$@"`);
  }
});
afterAll(() => home[Symbol.dispose]());

interface Continued {
  readonly step: StepRun;
  readonly bodies: readonly unknown[];
}

/** Runs the command `continue` against a server that gives these answers, one after the other. */
async function continuePipeline(
  answers: readonly Handler[],
  given: Parameters<typeof runCommand>[2] = {},
  env: NodeJS.ProcessEnv = { CIRCLE_CONTINUATION_KEY: key },
): Promise<Continued> {
  const bodies: unknown[] = [];
  const server = await startServer(async (request, response) => {
    if (`${request.method} ${request.url}` !== "POST /api/v2/pipeline/continue") {
      response.writeHead(404).end();
      return;
    }
    bodies.push(JSON.parse((await bodyOf(request)).toString()));
    await answers[Math.min(bodies.length, answers.length) - 1]!(request, response);
  });
  try {
    writeFileSync(commandLines, "");
    writeFileSync(join(home.path, "bash.env"), "");
    const steps = await runCommand(
      orb,
      "continue",
      { configuration: "continue.yml", circleci_url: `http://${server.host}`, ...given },
      {
        folder: home.path,
        caches: join(home.path, "caches"),
        env: {
          PATH: `${join(home.path, "bin")}:${process.env.PATH}`,
          HOME: home.path,
          BASH_ENV: join(home.path, "bash.env"),
          TREESTAMP_IMAGE: image,
          ...env,
        },
      },
    );
    const [step] = steps;
    expect(step!.log).not.toContain(key);
    expect(readFileSync(commandLines, "utf8")).not.toContain(key);
    return { step: step!, bodies };
  } finally {
    await server.stop();
  }
}

const answer =
  (status: number, message: string): Handler =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ message }));
  };
const silence: Handler = () => {};

test("sends the configuration, the image as a parameter, and further parameters", async () => {
  const { step, bodies } = await continuePipeline([answer(200, "Pipeline successfully continued.")], {
    parameter: "build-image",
    parameters: '{ "nightly": true }',
  });
  expect(step).toMatchObject({ exitCode: 0 });
  expect(step.log).toContain(`build-image = ${image}`);
  expect(readFileSync(commandLines, "utf8")).toMatch(/^curl /m); // the key is looked for in these
  const parameters = { nightly: true, "build-image": image };
  expect(bodies).toEqual([{ "continuation-key": key, configuration, parameters }]);
});

test("says CircleCI's message where it refuses, and does not ask again", async () => {
  const { step, bodies } = await continuePipeline([answer(400, `Conflicting pipeline parameters, for ${key}.`)]);
  expect(step.exitCode).toBe(1);
  expect(step.log).toContain(
    "the pipeline was not continued: CircleCI answered 400: Conflicting pipeline parameters, for ***.",
  );
  expect(bodies).toHaveLength(1);
});

test("says so where the key was used before", async () => {
  const { step, bodies } = await continuePipeline([answer(409, "The pipeline has been continued already.")]);
  expect(step.log).toContain("CircleCI answered 409: The pipeline has been continued already.");
  expect(step.log).not.toContain("An earlier try");
  expect(bodies).toHaveLength(1);
});

test("asks again after a failure of the server, and five times in all", async () => {
  const { step, bodies } = await continuePipeline([answer(503, "busy"), answer(429, "slow"), answer(202, "")]);
  expect(step.exitCode).toBe(0);
  expect(bodies).toHaveLength(3);
  const never = await continuePipeline([answer(500, "broken")]);
  expect(never.step.exitCode).toBe(1);
  expect(never.step.log).toContain("CircleCI answered 500: broken");
  expect(never.bodies).toHaveLength(5);
});

test("after an answer that was lost, a refusal is no proof that nothing goes on", async () => {
  const { step } = await continuePipeline([silence, answer(409, "used")], { timeout: 1 });
  expect(step.exitCode).toBe(1);
  expect(step.log).toContain("An earlier try got no answer, and may have continued it all the same");
});

test("says what is missing or wrong before it asks anybody", async () => {
  const noSetup = await continuePipeline([answer(200, "")], {}, {});
  expect(noSetup.step.log).toContain("the first configuration needs the line  setup: true");
  const noImage = await continuePipeline([answer(200, "")], {}, { CIRCLE_CONTINUATION_KEY: key, TREESTAMP_IMAGE: "" });
  expect(noImage.step.log).toContain("no image is known");
  const noObject = await continuePipeline([answer(200, "")], { parameters: "nightly=true" });
  expect(noObject.step.log).toContain("the parameters are not a JSON object: nightly=true");
  const noFile = await continuePipeline([answer(200, "")], { configuration: "elsewhere.yml" });
  expect(noFile.step.log).toContain("elsewhere.yml cannot be read");
  const all = [noSetup, noImage, noObject, noFile];
  expect(all.map(({ step, bodies }) => [step.exitCode, bodies])).toEqual(all.map(() => [1, []]));
});
