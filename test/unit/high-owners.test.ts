/** Files of users and groups that CircleCI's docker executor and rootless engines have no number for. */
import { afterAll, expect, test } from "@jest/globals";
import { type HighOwners, highOwnersWarning } from "../../core/snapshot/high-owners.ts";
import { closeThreads, withPacked } from "../fixtures/packing.ts";
import { tar } from "../fixtures/tar.ts";

afterAll(closeThreads);

const file = (name: string, uid: number, gid = 0) => ({ name, uid, gid, data: "x" });
const highOwnersOf = (layers: readonly Buffer[]) => withPacked(layers, ({ highOwners }) => highOwners);

test("up to 65535 there is nothing to say", async () => {
  expect(await highOwnersOf([tar([file("a", 65_535, 65_535)])])).toBeUndefined();
});

test("the first such file is named, the others are counted: also those that an upper layer hides", async () => {
  const below = tar([file("srv/hidden", 533_217_279), file("b", 0)]);
  const above = tar([file("srv/hidden", 0), file("c", 0, 65_536)]);
  const found = (await highOwnersOf([below, above])) as HighOwners;
  expect(found.count).toBe(2);
  expect(highOwnersWarning(found)).toMatch(/^\/c belongs to 0:65536 in the image \(and 1 more\)\. CircleCI's docker/);
});

test("its name is shown as people wrote it", () => {
  const name = Buffer.from("./srv/größe").toString("latin1");
  expect(highOwnersWarning({ count: 1, first: { name, uid: 70_000, gid: 1 } })).toMatch(
    /^\/srv\/größe belongs to 70000:1 in the image\. /,
  );
});
