/** The orb, published by the real `circleci` program at a server that stands for CircleCI's: scripts/release/publish-orb.ts. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { version } from "../../core/version.ts";
import { publishOrb } from "../../scripts/release/publish-orb.ts";
import { testFolder } from "../fixtures/git.ts";
import { bodyOf, type RunningServer, startServer } from "../services/http.ts";

const token = "a-token-of-an-owner";
const text = "version: 2.1\ncommands: {}\n";

/** What it publishes, as far as the program asks: queries of circleci-cli v0.1.47860, api/api.go. */
interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, string>>;
}

let server: RunningServer;
const home = testFolder();
const file = join(home.path, "orb.yml");
beforeAll(async () => {
  writeFileSync(file, text);
  server = await startServer(async (request, response) => {
    const { query, variables } = JSON.parse((await bodyOf(request)).toString()) as Question;
    if (isIll) return void response.writeHead(502).end();
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(answerTo(query, variables, request.headers.authorization)));
  });
});
afterAll(async () => {
  await server?.stop();
  home[Symbol.dispose]();
});

let published: Map<string, string>;
let isIll: boolean;
beforeEach(() => {
  published = new Map();
  isIll = false;
});

function answerTo(query: string, variables: Question["variables"], authorization: string | undefined): unknown {
  if (query.includes("publishOrb(")) {
    if (authorization !== token) return { data: null, errors: [{ message: "permission denied" }] };
    const { namespaceName, orbName, version, config } = variables;
    published.set(`${namespaceName}/${orbName}@${version}`, config!);
    return { data: { publishOrb: { orb: { version }, errors: [] } } };
  }
  if (query.includes("orbVersion(")) {
    const source = published.get(variables.orbVersionRef!);
    return { data: { orbVersion: source === undefined ? null : { id: "1", version, orb: { id: "2" }, source } } };
  }
  return { data: { orb: { id: "2", isPrivate: false }, registryNamespace: { id: "3" } } };
}

const publish = (given = token) =>
  publishOrb(file, {
    ...{ HOME: home.path, PATH: process.env.PATH },
    ...{ CIRCLECI_CLI_HOST: `http://${server.host}`, CIRCLECI_CLI_TOKEN: given },
  });

test("an orb that is not there is published under this version, and another try finds it", async () => {
  expect(await publish()).toBe(`treestamp/treestamp@${version} is published.`);
  expect([...published]).toEqual([[`treestamp/treestamp@${version}`, text]]);
  expect(await publish()).toBe(`treestamp/treestamp@${version} is published already.`);
});

test("another orb under this version stays, and is a failure", async () => {
  published.set(`treestamp/treestamp@${version}`, "version: 2.1\n");
  await expect(publish()).rejects.toThrow(/is another orb than .* It stays: raise the version\.$/);
  expect([...published.values()]).toEqual(["version: 2.1\n"]);
});

test("where CircleCI does not say whether it is there, nothing is published", async () => {
  isIll = true;
  await expect(publish()).rejects.toThrow(/Whether \S+ is published is not known: .*502/);
});

test("a wrong token is a failure, with CircleCI's words and without the token", async () => {
  const failure = await publish("another-token").catch(String);
  expect(failure).toMatch(/is not published: .*permission denied/s);
  expect(failure).not.toContain("another-token");
});
