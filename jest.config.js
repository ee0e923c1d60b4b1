/** Tests run straight from the TypeScript sources: Node strips the types, line numbers stay. */
export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/test/strip-types.js" },
  testTimeout: 120_000,
  // They wait on services and on the kernel more than they compute.
  maxWorkers: 2,
  verbose: true,
  reporters: ["<rootDir>/test/what-failed.js", "default"],
};
