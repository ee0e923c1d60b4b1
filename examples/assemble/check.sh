#!/bin/sh
# What every change has to pass, in CI and on a laptop: treestamp run -- ./check.sh
set -e
python3 -m pytest -q -p no:cacheprovider
# What the program's own image has on top of the environment `runtime`:
# treestamp assemble --from runtime --proto build --config '{"entrypoint": ["words"], "user": "words"}' --output image
install -D words.py build/usr/local/bin/words
