import { spawn } from "node:child_process";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { listenTo, makeControl } from "../../core/sandbox/controlled.ts";
import { testFolder } from "../fixtures/git.ts";

describe.each(["sh", "bash"])("%s, listening to a fifo,", (shell) => {
  let folder: ReturnType<typeof testFolder>;
  beforeAll(async () => {
    folder = testFolder();
    await makeControl(folder.path);
  });
  afterAll(() => folder[Symbol.dispose]());

  const script = `${listenTo('"$1/control"')}; while read -r signal; do echo "$signal"; done; echo end`;
  const listen = (at: string) => {
    return spawn(shell, ["-c", script, "shell", at], { stdio: ["ignore", "pipe", "ignore"] });
  };

  test("hears its end at once where its writer was killed before", async () => {
    const child = listen(folder.path);
    expect(await text(child.stdout)).toBe("end\n");
  });

  test("hears it, too, where the fifo is gone already", async () => {
    expect(await text(listen(join(folder.path, "nowhere")).stdout)).toBe("end\n");
  });

  test("hears what is written, until nobody writes any more", async () => {
    const writer = await open(join(folder.path, "control"), "r+");
    const child = listen(folder.path);
    await writer.write("TERM\n");
    const said = child.stdout.setEncoding("utf8")[Symbol.asyncIterator](); // an event would let what follows it go by
    expect(await said.next()).toEqual({ value: "TERM\n", done: false });
    await writer.close();
    expect(await said.next()).toEqual({ value: "end\n", done: false });
  });
});
