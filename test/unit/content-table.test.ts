/** Contents of an image as bytes: found by digest and size, given in the order of their places. */
import { hash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { contentTable } from "../../core/snapshot/content-table.ts";

const digestOf = (text: string) => hash("sha256", text, "binary");

test("each of 10,000 contents is found again, and all come in the order of their places", () => {
  const table = contentTable();
  const contents = Array.from({ length: 10_000 }, (_, i) => ({ block: 3 * i, size: i % 7, digest: digestOf(`${i}`) }));
  for (const content of contents) table.add(content);
  for (const { block, size, digest } of contents) expect(table.find(size, digest)).toBe(block);
  expect(table.find(1, digestOf("another"))).toBeUndefined();
  table.seal();
  expect([...table]).toEqual(contents);
});

test("a content of another size, or whose digest only begins the same, is another one", () => {
  const table = contentTable();
  const digest = digestOf("one");
  const alike = digest.slice(0, 31) + String.fromCharCode(digest.charCodeAt(31) ^ 1);
  table.add({ block: 1, size: 5, digest });
  expect(table.find(6, digest)).toBeUndefined();
  expect(table.find(5, alike)).toBeUndefined();
  table.add({ block: 2, size: 5, digest: alike });
  expect([table.find(5, digest), table.find(5, alike)]).toEqual([1, 2]);
});

test("a content of a terabyte, far behind in the image, keeps its numbers", () => {
  const table = contentTable();
  table.add({ block: 2 ** 32 - 1, size: 2 ** 40, digest: digestOf("") });
  expect([...table]).toEqual([{ block: 2 ** 32 - 1, size: 2 ** 40, digest: digestOf("") }]);
});
