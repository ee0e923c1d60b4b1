#!/bin/sh
# The project's tests: they run inside of the image alone.
set -eu
count=$(/tools/word-count "$1")
echo "$1: $count words"
if [ "$count" -lt 3 ]; then
  echo "FAIL $1 should have three words or more"
  exit 7
fi
