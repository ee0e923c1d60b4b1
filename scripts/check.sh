#!/bin/sh
# `npm run check`: types, and format and rules.
set -eu
cd "$(dirname "$0")/.."
sh scripts/with-node.sh scripts/node-modules.ts
echo "treestamp: types" >&2
sh scripts/with-node.sh node_modules/typescript/bin/tsc -p .
echo "treestamp: format and rules" >&2
sh scripts/with-node.sh node_modules/@biomejs/biome/bin/biome ci .
