import { expect, test } from "@jest/globals";
import { engineEnvironment, instructionEnvironment } from "../../core/engine/environment.ts";

const env = {
  PATH: "/bin",
  HOME: "/home/me",
  https_proxy: "http://proxy",
  DOCKER_HOST: "ssh://there",
  BUILDX_BUILDER: "mine",
  AWS_ACCESS_KEY_ID: "for the credential helper",
  REGISTRY_AUTH_FILE: "/auth.json",
  ASKED: "asked",
  GITHUB_TOKEN: "secret",
  INPUT_PASSWORD: "secret",
  ACTIONS_RUNTIME_TOKEN: "secret",
  TREESTAMP_SECRET_0: "secret",
  SOURCE_DATE_EPOCH: "1",
  DOCKER_DEFAULT_PLATFORM: "linux/arm64",
  BUILDAH_FORMAT: "oci",
};
const secrets = [{ id: "a", source: { kind: "environment", variable: "ASKED" } }] as const;

test("an engine's programs see their daemon, their logins and the secrets of the build, and no others", () => {
  const names = [
    "PATH",
    "HOME",
    "https_proxy",
    "DOCKER_HOST",
    "BUILDX_BUILDER",
    "AWS_ACCESS_KEY_ID",
    "REGISTRY_AUTH_FILE",
  ];
  expect(Object.keys(engineEnvironment(env, []))).toEqual(names);
  expect(Object.keys(engineEnvironment(env, secrets))).toEqual([...names, "ASKED"]);
});

test("a program in which instructions run sees no login either", () => {
  expect(Object.keys(instructionEnvironment(env, secrets))).toEqual(["PATH", "HOME", "https_proxy", "ASKED"]);
});
