/** The inputs `builder` and `builder-certs`, as they are written. */
import { resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readRequest } from "../../core/inputs/request.ts";

const request = (values: Readonly<Record<string, string | readonly string[]>>) =>
  readRequest("build", { written: new Map(Object.entries(values).map(([name, value]) => [name, [value].flat()])) });
const buildersOf = async (builder: string | readonly string[], more: Readonly<Record<string, string>> = {}) =>
  (await request({ builder, ...more })).builders;

describe("builder", () => {
  test.each(["mine", "my.builder_2-a", "default", "3rd"])("%s is a name", async (name) => {
    expect(await buildersOf(name)).toEqual([{ kind: "named", name }]);
  });

  test.each([
    ["tcp://127.0.0.1:1234", "127.0.0.1", 1234],
    ["tcp://127.9.9.9:1", "127.9.9.9", 1],
    ["tcp://localhost:65535/", "localhost", 65535],
    ["TCP://[::1]:1234", "::1", 1234],
  ])("%s is on this machine, and needs no certificates", async (said, host, port) => {
    const name = said.replace("TCP", "tcp").replace(/\/$/, "");
    expect(await buildersOf(said)).toEqual([{ kind: "tcp", name, host, port, certificates: undefined }]);
  });

  test("of another machine needs certificates, which are for all at tcp://", async () => {
    const certificates = resolve("certs");
    expect(await buildersOf(["tcp://build.example:1234", "tcp://[::1]:2"], { "builder-certs": "certs" })).toMatchObject(
      [
        { host: "build.example", port: 1234, certificates },
        { host: "::1", port: 2, certificates },
      ],
    );
    for (const host of ["build.example", "10.0.0.1", "128.0.0.1", "[fd00::1]", "localhost.example", "127.example"]) {
      await expect(buildersOf(`tcp://${host}:1234`)).rejects.toMatchObject({
        code: "input-invalid",
        message: expect.stringContaining("`builder-certs` is missing"),
      });
    }
  });

  test("is a list, in the order of preference, with commas and lines", async () => {
    expect(await buildersOf(["one, unix:///run/b,c", "default"])).toEqual([
      { kind: "named", name: "one" },
      { kind: "unix", name: "unix:///run/b", path: "/run/b" },
      { kind: "named", name: "c" },
      { kind: "named", name: "default" },
    ]);
    expect(await buildersOf("")).toEqual([]);
  });

  test.each([
    ["tcp://127.0.0.1", "is not tcp://HOST:PORT"],
    ["tcp://127.0.0.1:0", "is not tcp://HOST:PORT"],
    ["tcp://127.0.0.1:65536", "is not tcp://HOST:PORT"],
    ["tcp://user@127.0.0.1:1234", "is not tcp://HOST:PORT"],
    ["tcp://127.0.0.1:1234/path", "is not tcp://HOST:PORT"],
    ["unix://run/b", "is no absolute path"],
    ["ssh://build.example", "knows no builder at ssh://"],
    ["--help", "is no builder's name"],
    ["a builder", "is no builder's name"],
    ["127.0.0.1:1234", "is no builder's name"],
  ])("is not %s", async (said, why) => {
    await expect(buildersOf(said)).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringMatching(/^`builder`: /),
      remedy: expect.any(String),
    });
    await expect(buildersOf(said)).rejects.toThrow(why);
  });

  test("and buildah do not go together", async () => {
    await expect(buildersOf("mine", { engine: "buildah" })).rejects.toThrow(
      "`builder`: buildah builds on this machine",
    );
    expect(await buildersOf("mine", { engine: "docker" })).toHaveLength(1);
  });
});

test.each([[[]], [["mine"]], [["unix:///run/b"]]])("builder-certs is for tcp:// alone, not for %j", async (builder) => {
  await expect(buildersOf(builder, { "builder-certs": "certs" })).rejects.toThrow(
    "`builder-certs`: no builder listens",
  );
});
