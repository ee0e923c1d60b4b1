#!/bin/sh
# `npm run check`: types, format and rules, workflows, generated files and dist up to date.
set -eu
cd "$(dirname "$0")/.."
sh scripts/with-node.sh scripts/node-modules.ts
echo "treestamp: types" >&2
sh scripts/with-node.sh node_modules/typescript/bin/tsc -p .
echo "treestamp: format and rules" >&2
sh scripts/with-node.sh node_modules/@biomejs/biome/bin/biome ci --colors=off .
echo "treestamp: workflows" >&2
sh scripts/with-node.sh scripts/workflows/lint.ts
echo "treestamp: generated files" >&2
sh scripts/with-node.sh scripts/generate/generate.ts --check
echo "treestamp: dist" >&2
sh scripts/with-node.sh scripts/build-dist.ts --check
