/** What the test files import from @jest/globals: run-file.js puts this module in its place. */
export let afterAll;
export let afterEach;
export let beforeAll;
export let beforeEach;
export let describe;
export let expect;
export let it;
export let test;

/** Each file has its own. */
export function setGlobals(given) {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } = given);
}
