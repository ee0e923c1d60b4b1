import { expect, test } from "@jest/globals";
import { handedArguments } from "../../core/engine/build-arguments.ts";

const env = { PATH: "/bin", NPM_TOKEN: "of a secret" };
const handed = (name: string, through?: "shell") => handedArguments(new Map([[name, "v"]]), env, through);

test("a value goes through the environment, in the order of the arguments", () => {
  const { words, env: all } = handedArguments(
    new Map([
      ["A", "1\n"],
      ["B", ""],
    ]),
    env,
  );
  expect(words).toEqual(["--build-arg", "A", "--build-arg", "B"]);
  expect(all).toEqual({ ...env, A: "1\n", B: "" });
});

test.each([
  ...[
    "PATH",
    "HOME",
    "https_proxy",
    "NO_PROXY",
    "DOCKER_HOST",
    "BUILDX_BUILDER",
    "BUILDKIT_SYNTAX",
    "AWS_SECRET_ACCESS_KEY",
  ],
  ...[
    "SOURCE_DATE_EPOCH",
    "GODEBUG",
    "LD_PRELOAD",
    "KUBECONFIG",
    "GITHUB_REF",
    "GIT_SSH_COMMAND",
    "TERM",
    "PS4",
    "IFS",
    "_",
  ],
  ...["TREESTAMP_SECRET_0", "BUILDAH_ISOLATION", "_CONTAINERS_USERNS_CONFIGURED", "scratch", "NPM_TOKEN"],
])("%s means something to the client, or is taken: it stays on the command line", (name) => {
  expect(handed(name)).toEqual({ words: ["--build-arg", `${name}=v`], env });
});

test.each(["GITHUB_TOKEN", "GIT_TOKEN", "GO_VERSION", "GOPROXY", "SSH_PRIVATE_KEY", "VERSION", "NODE_VERSION"])(
  "%s means nothing to it",
  (name) => expect(handed(name).words).toEqual(["--build-arg", name]),
);

test("a shell keeps no variable whose name it could not have itself", () => {
  expect(handed("a.b-c").words).toEqual(["--build-arg", "a.b-c"]);
  expect(handed("a.b-c", "shell").words).toEqual(["--build-arg", "a.b-c=v"]);
});
