/** Packs a layer and compares it with the kernel's view, or with a tree of another owner, as the user that starts this process. */
import { messageOf, TreestampError } from "../../core/errors.ts";
import { silentLog } from "../../core/log/log.ts";
import { compareWithKernel } from "../../core/snapshot/kernel-walk.ts";
import { closeThreads, treeOf, withPacked } from "../fixtures/packing.ts";
import { tar } from "../fixtures/tar.ts";

const layer = tar([{ name: "f", data: "hello", uid: 70_000 }]);
const log = { ...silentLog, info: (line: string) => void process.stdout.write(`info: ${line}\n`) };
try {
  await withPacked([layer], async ({ rawFile }) => {
    const root = await treeOf(layer);
    if (process.argv[2] === "owner") {
      const inode = root.children.get("f")!;
      inode.attributes = { ...inode.attributes, uid: 70_001 };
    }
    await compareWithKernel(rawFile, { root }, log);
  });
  process.stdout.write("agrees\n");
} catch (error) {
  process.stdout.write(`${error instanceof TreestampError ? error.code : "?"}: ${messageOf(error)}\n`);
} finally {
  await closeThreads();
}
