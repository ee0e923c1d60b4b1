/** Reads each file that a list names, one after the other. Prints the seconds. Usage: node touch-files.cjs LIST */
const { readFileSync } = require("node:fs");

const paths = readFileSync(process.argv[2], "utf8").trim().split("\n");
const start = performance.now();
for (const path of paths) readFileSync(path);
console.log((performance.now() - start) / 1000);
