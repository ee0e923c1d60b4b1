#!/bin/sh
# Compiles a C++ file that includes the whole standard library. Prints the seconds.
set -eu
start=$(date +%s%N)
echo '#include <bits/stdc++.h>' | g++ -fsyntax-only -x c++ -
end=$(date +%s%N)
echo "$start $end" | awk '{ printf "%.3f\n", ($2 - $1) / 1e9 }'
