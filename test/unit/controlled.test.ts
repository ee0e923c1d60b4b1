import { spawn } from "node:child_process";
import { once } from "node:events";
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

  test("hears its end at once where whoever writes to it was killed before", async () => {
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
    const [first] = await once(child.stdout, "data");
    expect(String(first)).toBe("TERM\n");
    await writer.close();
    expect(await text(child.stdout)).toBe("end\n");
  });
});
