/** Tests run straight from the TypeScript sources: Node strips the types, line numbers stay. */
export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/test/strip-types.js" },
  testTimeout: 120_000,
};
