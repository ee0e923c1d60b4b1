/** What a program prints, for who reads it as a stream. */
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { run } from "../../core/machine/process.ts";
import { bytesOf } from "../../core/oci/byte-stream.ts";

test("is all there for a reader that begins after the program's end", async () => {
  let read = "";
  const onOutput = async (stdout: AsyncIterable<Buffer>) => {
    await wait(300);
    read = (await bytesOf(stdout)).toString();
  };
  expect(await run("sh", ["-c", "printf all"], { onOutput })).toMatchObject({ exitCode: 0 });
  expect(read).toBe("all");
});
