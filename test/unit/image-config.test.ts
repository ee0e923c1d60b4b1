import { describe, expect, test } from "@jest/globals";
import { parseImageConfig } from "../../core/oci/image-config.ts";

describe("an image's configuration", () => {
  test("gives what a command needs", () => {
    const config = parseImageConfig(
      JSON.stringify({
        architecture: "amd64",
        config: { Env: ["PATH=/bin", "EMPTY=", "EQUALS=a=b"], User: "builder", WorkingDir: "/src", Cmd: ["sh"] },
      }),
    );
    expect(config).toEqual({
      env: new Map([
        ["PATH", "/bin"],
        ["EMPTY", ""],
        ["EQUALS", "a=b"],
      ]),
      user: "builder",
      workingDir: "/src",
      entrypoint: [],
      cmd: ["sh"],
    });
  });

  test.each(["{}", '{"config":null}', '{"config":{"Env":null,"Entrypoint":null}}'])("may say nothing: %s", (text) => {
    expect(parseImageConfig(text)).toMatchObject({ env: new Map(), user: "", workingDir: "/", cmd: [] });
  });

  test.each([
    ["no JSON", "nothing"],
    ["a list", "[]"],
    ["a variable without a value", '{"config":{"Env":["PATH"]}}'],
    ["a command that is a string", '{"config":{"Cmd":"sh -c true"}}'],
    ["a user that is a number", '{"config":{"User":1000}}'],
  ])("that is broken is refused: %s", (_what, text) => {
    expect(() => parseImageConfig(text)).toThrow(expect.objectContaining({ code: "image-invalid" }));
  });
});
