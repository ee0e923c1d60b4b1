#!/bin/sh
# What every change has to pass, in CI and on a laptop: treestamp run -- ./check.sh
set -e
shellcheck check.sh e2e.sh
node --test
