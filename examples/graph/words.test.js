import assert from "node:assert/strict";
import { test } from "node:test";
import { count } from "./words.js";

test("words are counted in any case", () => {
  assert.deepEqual({ ...count("A tree\n a Key") }, { a: 2, tree: 1, key: 1 });
});
