/** What the test files import from @jest/globals: run-file.js puts this module in its place. */
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } =
  globalThis[Symbol.for("test globals")];
