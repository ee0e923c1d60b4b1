/** Which variables of a step a command gets without naming them, and which never. */
import { describe, expect, test } from "@jest/globals";
import { githubGifts } from "../../core/host/github/step.ts";
import { looksSecret } from "../../core/log/masks.ts";

describe("a variable's name", () => {
  test.each([
    ...["GITHUB_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL", "CIRCLE_OIDC_TOKEN_V2", "GITHUB_PAT", "RUNNER_SECRETS_FILE"],
    ...["NPM_PASSWORD", "GOOGLE_CREDENTIALS", "GITHUB_PRIVATE_FILE", "SSH_KEY_FILE", "GITHUB_KEYRING"],
    ...["RUNNER_PASSPHRASE", "GITHUB_APP_PEM", "CIRCLE_OAUTH", "GITHUB_BASIC_AUTH", "RUNNER_DB_PASS", "CIRCLE_CI_JWT"],
  ])("%s says that its value is a secret", (name) => expect(looksSecret(name)).toBe(true));

  test.each([
    "PATH",
    "GITHUB_PATH",
    "GITHUB_AUTHOR",
    "GITHUB_ACTOR",
    "GITHUB_REPOSITORY",
    "CIRCLE_BRANCH",
    "RUNNER_OS",
  ])("%s does not", (name) => expect(looksSecret(name)).toBe(false));
});

test("a command knows the run and the runner, and none of GitHub's tokens, the step's inputs, or names that only begin alike", () => {
  const passed = { CI: "true", GITHUB_SHA: "0123", GITHUB_REF_NAME: "main", RUNNER_OS: "Linux" };
  const others = {
    ...{ GITHUB_TOKEN: "t", GITHUB_PAT: "t", RUNNER_TOKEN: "t", ACTIONS_RUNTIME_TOKEN: "t", INPUT_PASSWORD: "p" },
    ...{ CI_JOB_JWT: "t", MY_GITHUB_SHA: "x", "GITHUB_REF-NAME": "x", AWS_SECRET_ACCESS_KEY: "s" },
  };
  expect(Object.fromEntries(githubGifts({ ...passed, ...others }).variables)).toEqual(passed);
});
