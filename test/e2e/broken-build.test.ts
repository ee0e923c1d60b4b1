/** Builds that fail, and images that cannot run what they are asked to: what people are told. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import { type Call, describeBroken, once, type Place, publishUsual, type Row } from "../services/broken-world.ts";
import { tagsOfLayout } from "../services/published.ts";

/** A build of a Dockerfile with these lines. */
const built =
  (lines: readonly string[], call: Partial<Call> = {}) =>
  ({ repository }: Place): Call => {
    repository.write({ Dockerfile: `${lines.join("\n")}\n` });
    repository.commit("another Dockerfile");
    return { verb: "build", ...call, inputs: { engine: "buildah", ...call.inputs } };
  };

const builds: readonly Row[] = [
  {
    name: "whose RUN fails: the instruction, and the end of what it printed",
    when: built(["FROM base", "RUN echo the reason is here >&2 && exit 9"]),
    says: [
      "The image could not be built. The Dockerfile's line 2 (RUN) failed: exit status 9.",
      "   2 | RUN echo the reason is here >&2 && exit 9",
      "the reason is here",
    ],
    remedy: "Fix the instruction that failed",
  },
  {
    name: "whose RUN calls a program that the image does not have",
    when: built(["FROM base", "RUN apt-get update"]),
    // buildah 1.28 may lose the last words of a command that ends at once; its exit code is always told.
    says: ["RUN apt-get update", /exit (code|status):? 127/],
    remedy: "Fix the instruction that failed",
  },
  {
    name: "with an instruction that does not exist",
    when: built(["FROM base", "RUNN make"]),
    says: ["The Dockerfile's line 2 begins with RUNN, which is no instruction."],
    remedy: "Did you mean RUN?",
  },
  {
    name: "that copies a file which is not in the context",
    when: built(["FROM base", "COPY package.json /"]),
    says: ["COPY package.json", /no such file|no items matching/],
    remedy: /`include`/,
  },
  {
    name: "of a stage that the Dockerfile does not have",
    when: built(["FROM base AS tools"], { inputs: { target: "tolls" } }),
    says: ["tolls"],
    remedy: /target/,
  },
  {
    name: "whose base is not where it is said to be",
    when: built(["FROM base"], { inputs: { base: [`base=oci-layout:///no/such/folder@sha256:${"0".repeat(64)}`] } }),
    says: ["/no/such/folder does not hold the image sha256:0000"],
    remedy: "Check folder and digest of the base image",
  },
  {
    name: "whose base was not made for its platform",
    when: built(["FROM base"], { inputs: { platforms: ["linux/arm64"] } }),
    says: ["The base image base", "linux/arm64"],
    remedy: /platforms/,
  },
  {
    name: "whose base nobody serves",
    when: built(["FROM base"], { inputs: { base: [`base=127.0.0.1:1/team/base@sha256:${"0".repeat(64)}`] } }),
    says: ["The base image base", "127.0.0.1:1", "connection refused"],
    remedy: "Check that it exists where the recipe says, and that this machine may read it",
  },
  {
    name: "whose secret is in a variable that is not set",
    when: built(["FROM base"], { inputs: { "secret-envs": ["word=NOT_SET"] } }),
    says: ['The build secret "word" names a variable that is not set'],
    remedy: "Set the variable that `secret-envs` names after word= (its name, not its value)",
    hides: "NOT_SET", // somebody may have written the value there
  },
  {
    name: "whose secret is in a file that is not there",
    when: built(["FROM base"], { inputs: { "secret-files": ["word=/no/such/file"] } }),
    says: ['The build secret "word" names a file that cannot be read (ENOENT)'],
    remedy: "First write the file that `secret-files` names after word=",
    hides: "/no/such/file",
  },
  {
    name: "that needs a secret which nobody gives",
    when: built(["FROM base", "RUN --mount=type=secret,id=npm,required=true cat /run/secrets/npm"]),
    says: ["RUN --mount=type=secret,id=npm", /secret/],
    remedy: "Give the build its secret: `secret-envs: ID=VARIABLE`",
  },
  {
    name: "whose secret stands where its variable's name belongs: it is not repeated",
    when: built(["FROM base"], { inputs: { "secret-envs": ["open-sesame"] } }),
    says: ["`secret-envs`: item 1 is not ID=VARIABLE"],
    hides: "open-sesame",
    remedy: "Write ID=VARIABLE, one per line.",
  },
];
// The engine is a program of its own, with the environment that it is given: treestamp need be none to start it.
describeBroken("a build", builds, "core");

const home = mkdtempSync(join(tmpdir(), "treestamp-commands-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const images = join(home, "images");
const image = once(() => publishUsual(images));

/** A command in an image that is there. */
const run =
  (command: readonly string[], call: Partial<Call> = {}) =>
  async (): Promise<Call> => {
    await image();
    return {
      verb: "run",
      command,
      ...call,
      inputs: { store: images, ...call.inputs },
      tags: () => tagsOfLayout(images),
    };
  };

const published = 1;

describeBroken("a command", [
  {
    name: "that the image does not have: 127",
    on: "command line",
    when: run(["frobnicate"]),
    says: ["frobnicate: not found in the image"],
    remedy: "Install it in the Dockerfile",
    exitCode: 127,
    published,
  },
  {
    name: "in one word with blanks",
    on: "command line",
    when: run(["echo hi && ls"]),
    says: ["echo hi && ls: not found in the image"],
    remedy: "remove the quotes, or let a shell split it: sh -c",
    exitCode: 127,
    published,
  },
  {
    name: "that the image does not have, in a script: 127, and the shell has said so",
    on: "action",
    when: run(["frobnicate"]),
    says: [],
    remedy: /^/,
    exitCode: 127,
    published,
  },
  {
    name: "that is no program: 126",
    on: "command line",
    when: run(["/greeting"]),
    says: ["/greeting cannot be executed: permission denied to uid 0"],
    remedy: "chmod +x",
    exitCode: 126,
    published,
  },
  {
    name: "that is killed: 128 and the signal's number",
    when: run(["sh", "-c", "kill -9 $$"]),
    on: "command line",
    says: ["The command was killed (exit code 137), and not by us"],
    remedy: "the machine has run out of memory",
    exitCode: 137,
    published,
  },
  {
    name: "whose script is killed: 128 and the signal's number",
    when: run(["kill -9 $$"]),
    on: "action",
    says: ["The command was killed (exit code 137), and not by us"],
    remedy: "the machine has run out of memory",
    exitCode: 137,
    published,
  },
  {
    name: "with an exit code of its own",
    when: run(["sh", "-c", "exit 42"]),
    on: "command line",
    says: [],
    remedy: /^/,
    exitCode: 42,
    published,
  },
  {
    name: "by a shell that the image does not have",
    on: "action",
    when: run(["true"], { inputs: { shell: "bash" } }),
    says: ["bash: not found in the image"],
    remedy: "Install it in the Dockerfile, or set the input `shell` to sh",
    exitCode: 127,
    published,
  },
  {
    name: "as a user that the image does not have",
    when: run(["true"], { inputs: { user: "nosuch" } }),
    says: ["the image has no user nosuch"],
    remedy: /`user`.*uid:gid/,
    published,
  },
  {
    name: "as a group that the image does not have",
    when: run(["true"], { inputs: { user: "root:nosuch" } }),
    says: ["the image has no user and group root:nosuch"],
    remedy: /`user`.*uid:gid/,
    published,
  },
  {
    name: "in a working directory that is a file",
    when: ({ repository }) => run(["true"], { inputs: { "working-directory": join(repository.folder, "greeting") } })(),
    says: [/The working directory .*\/greeting is not a folder of this machine/],
    remedy: "Check `working-directory`",
    published,
  },
]);
