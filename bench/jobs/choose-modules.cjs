/**
 * Prints the modules that load-modules.cjs loads: what `require` of these packages' files brings in, in its order.
 * Usage: node choose-modules.cjs NODE_MODULES COUNT
 */
const { readdirSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const [folder, count] = [process.argv[2], Number(process.argv[3])];
/** Folders with one CommonJS module a file. */
const libraries = [
  ...["@mui/material", "@mui/icons-material", "lodash", "lodash/fp", "date-fns", "date-fns/locale"],
  ...["rxjs/dist/cjs/internal/operators", "aws-sdk/clients", "core-js/full", "core-js/modules"],
];

const quiet = () => {};
console.log = console.warn = quiet;
for (const library of libraries) {
  const files = readdirSync(join(folder, library)).filter((name) => /\.c?js$/.test(name));
  for (const file of files.sort()) {
    if (Object.keys(require.cache).length > count) break;
    try {
      require(join(folder, library, file));
    } catch {
      // Some files are of a browser alone. What they loaded before they failed is loaded.
    }
  }
}
const loaded = Object.keys(require.cache).filter((path) => path.startsWith(folder));
if (loaded.length < count) throw new Error(`Only ${loaded.length} modules could be loaded.`);
const paths = loaded.slice(0, count).map((path) => path.slice(folder.length + 1));
writeFileSync(1, `${paths.join("\n")}\n`); // all of it, before the exit: a module may hold the process
process.exit(0);
