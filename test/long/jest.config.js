import base from "../../jest.config.js";

/** `npm run test:long`: what needs more time, memory and programs than a run of all tests should take each time. */
export default {
  ...base,
  rootDir: "../..",
  testMatch: ["<rootDir>/test/long/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
};
