#!/bin/sh
# Runs when files and packages are there: the program has a user of its own.
set -e
useradd --system --no-create-home --shell /usr/sbin/nologin words
