#!/bin/sh
# `npm test [-- PATTERN …]`: brings what the tests need, then runs them. See scripts/test.ts.
set -eu
cd "$(dirname "$0")/.."
exec sh scripts/with-node.sh scripts/test.ts "$@"
