/** What the processes of one machine share a folder by: names that say whose a file is, and locks. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { sweepLocks, withFolderLock } from "../../core/machine/folder-lock.ts";
import { describeOwner, isAbandoned, ownName } from "../../core/machine/owner.ts";
import { abandonedScratch, makeScratch, sweepScratch } from "../../core/machine/scratch.ts";
import { deadOwner, foreignOwner } from "../services/dead-owner.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-lock-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A file of this name, as its owner would have made it. */
async function file(name: string): Promise<string> {
  await writeFile(join(folder, name), "");
  return join(folder, name);
}

describe("whose a file is", () => {
  test("ours, while we live", async () => {
    const path = await file(await ownName());
    expect(await isAbandoned(path)).toBe(false);
    expect(await describeOwner(path)).toBe(`process ${process.pid}`);
  });

  test("a dead process's, at once", async () => {
    expect(await isAbandoned(await file(deadOwner(await ownName())))).toBe(true);
  });

  test("a dead process's whose number another one has by now", async () => {
    const name = (await ownName()).replace(/-\d+-/, "-1-");
    expect(await isAbandoned(await file(name))).toBe(true);
  });

  test("another container's, whose processes we cannot see: it lives while its heartbeat is heard", async () => {
    const path = await file(foreignOwner(await ownName()));
    expect(await isAbandoned(path)).toBe(false);
    expect(await isAbandoned(path, Date.now() + 20_000)).toBe(false);
    expect(await isAbandoned(path, Date.now() + 60_000)).toBe(true);
    expect(await describeOwner(path)).toBe("another process");
  });

  test("with an unknown owner: it is never taken for abandoned", async () => {
    for (const name of ["index.json", "treestamp-123", "550e8400-e29b-41d4-a716-446655440000"]) {
      expect(await isAbandoned(await file(name), Date.now() + 1e9)).toBe(false);
    }
  });
});

test("a scratch folder is swept when its process is gone, and not before", async () => {
  const mine = await makeScratch(folder);
  const dead = join(folder, deadOwner(await ownName()));
  await mkdir(join(dead, "full"), { recursive: true });
  expect(await abandonedScratch(folder)).toEqual([dead]);
  await sweepScratch(folder);
  expect((await readdir(folder)).map((name) => join(folder, name))).toEqual([mine]);
});

describe("the lock of a folder", () => {
  test("lets one in at a time, in one process or in many", async () => {
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, () =>
        withFolderLock(folder, "lock", async () => {
          most = Math.max(most, ++inside);
          await sleep(2);
          inside--;
        }),
      ),
    );
    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  test("of another name is another lock", async () => {
    await withFolderLock(folder, "one", () => withFolderLock(folder, "two", async () => {}));
  });

  test("is free again after a failure", async () => {
    await expect(
      withFolderLock(folder, "lock", async () => {
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await withFolderLock(folder, "lock", async () => "in")).toBe("in");
  });

  test("tells a waiting process, once, who holds it", async () => {
    const said: string[] = [];
    let waiting: Promise<void> | undefined;
    await withFolderLock(folder, "lock", async () => {
      waiting = withFolderLock(folder, "lock", async () => {}, { onWait: (holder) => said.push(holder) });
      await sleep(300);
    });
    await waiting;
    expect(said).toEqual([`process ${process.pid}`]);
  });

  test("that a dead process holds is taken from it at once", async () => {
    await mkdir(join(folder, "lock"));
    await writeFile(join(folder, "lock", deadOwner(await ownName())), "");
    expect(await withFolderLock(folder, "lock", async () => "in")).toBe("in");
    expect(await readdir(folder)).toEqual([]);
  });

  test("that a dead process holds, and nobody wants any more, is swept with what it was about to take", async () => {
    await mkdir(join(folder, "lock"));
    await writeFile(join(folder, "lock", deadOwner(await ownName())), "");
    await mkdir(join(folder, deadOwner(await ownName())));
    await withFolderLock(folder, "held", async () => {
      await sweepLocks(folder);
      expect(await readdir(folder)).toEqual(["held"]);
    });
  });

  test("that a process held when it was killed is taken from it at once", async () => {
    const script = `
      const { withFolderLock } = await import(${JSON.stringify(join(import.meta.dirname, "../../core/machine/folder-lock.ts"))});
      await withFolderLock(${JSON.stringify(folder)}, "lock", () => { console.log("in"); return new Promise(() => setInterval(() => {}, 1000)); });`;
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    const waiting = withFolderLock(folder, "lock", async () => "in");
    expect(await Promise.race([waiting, sleep(200, "waits")])).toBe("waits");
    child.kill("SIGKILL");
    expect(await waiting).toBe("in");
  });

  test("tells a holder that was taken for dead that it is not the holder any more", async () => {
    const slow = withFolderLock(folder, "lock", async (stillHeld) => {
      const before = await stillHeld();
      const [mine] = await readdir(join(folder, "lock"));
      await rm(join(folder, "lock", mine!));
      await withFolderLock(folder, "lock", async () => {});
      return [before, await stillHeld()];
    });
    expect(await slow).toEqual([true, false]);
  });

  test("that is never released is an error once the caller's patience is over", async () => {
    await withFolderLock(folder, "lock", async () => {
      await expect(withFolderLock(folder, "lock", async () => {}, { patience: 50 })).rejects.toMatchObject({
        code: "store-unreachable",
      });
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
