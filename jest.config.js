import { codeCacheOf } from "./test/services/code-cache.ts";

// Programs of the tests that are started from the sources share what Node makes of them: without, each start takes four
// times as long. The workers, and what they start, have this environment.
process.env.NODE_COMPILE_CACHE ??= codeCacheOf();

/** Tests run straight from the TypeScript sources: Node strips the types, line numbers stay. */
export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  // By npm run test:long alone.
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/long/"],
  extensionsToTreatAsEsm: [".ts"],
  runner: "<rootDir>/test/run-files.js",
  injectGlobals: false,
  // Far more than any test takes: on a machine that is busy with something else it may be ten times what it usually is.
  testTimeout: 300_000,
  // They wait on services and on the kernel more than they compute.
  maxWorkers: 4,
  maxConcurrency: 24,
  testSequencer: "<rootDir>/test/longest-first.js",
  setupFilesAfterEnv: ["<rootDir>/test/wait-for-tools.js"],
  verbose: true,
  reporters: ["<rootDir>/test/what-failed.js", "default"],
};
