/**
 * Asks a base's own package manager what it would install: run by the base's /bin/sh as root, in a root that is gone
 * afterwards. Its parameters: a file for the facts, a date or nothing, packages. All else is the package manager's own words.
 *
 * The facts: a line `MANAGER ARCHITECTURE`, then one for each file, `'URL' FILE SIZE SHA256:…`, as apt-get prints it. Only apt
 * knows sha256 sums before it has the files; apk and dnf download them here, and check them by their indexes and keys.
 * Sources: apt-get(8), --print-uris; apt.conf(5), Acquire::ForceHash, APT::Update::Error-Mode; dnf(8), --destdir; dnf
 * repoquery, --location; apk-fetch(8), --url.
 */
export const resolveScript = String.raw`
set -eu
facts=$1 date=$2
shift 2
has() { command -v "$1" >/dev/null 2>&1; }
files=$(mktemp -d)

apt() {
  # A mirror that does not answer is an error: otherwise apt goes on with the list that it has.
  apt-get -q -y -o APT::Sandbox::User=root -o APT::Update::Error-Mode=any -o Acquire::Retries=2 \
    -o Acquire::ForceHash=SHA256 -o Acquire::Check-Valid-Until="$checked" -o Acquire::Languages=none -o Dir::Cache::archives="$files/" "$@"
}

resolve_apt() {
  echo "apt $(dpkg --print-architecture)" >"$facts"
  checked=true
  mkdir "$files/partial"
  if [ -n "$date" ]; then
    checked=false # an old list has expired
    set_date
  fi
  apt update
  apt --no-install-recommends --simulate install "$@"
  apt -q --no-install-recommends --print-uris install "$@" >>"$facts"
}

set_date() {
  mirror='https?://([a-z0-9.-]+\.)?debian\.org/(debian(-security)?)/?([[:space:]]|$)'
  found=
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    [ -f "$file" ] || continue
    sed -E -i "s#$mirror#http://snapshot.debian.org/archive/\\2/$date/\\4#g" "$file"
    if grep -q "snapshot\.debian\.org/archive/[a-z-]*/$date/" "$file"; then found=yes; fi
  done
  [ -n "$found" ] || fail "The base has no package source of debian.org: only that has mirrors by date."
}

# What was downloaded, with its URLs out of the lines of the file $1.
print_files() {
  for file in *; do
    [ -f "$file" ] || continue
    url=
    while read -r line; do
      case $line in */"$file") url=$line ;; esac
    done <"$1"
    echo "'$url' $file $(wc -c <"$file") SHA256:$(sha256sum "$file" | cut -d ' ' -f 1)"
  done >>"$facts"
}

resolve_dnf() {
  echo "dnf $(uname -m)" >"$facts"
  no_date
  cd "$files"
  urls=$(mktemp)
  dnf -y --setopt=install_weak_deps=False "--setopt=*.skip_if_unavailable=False" --downloadonly --destdir="$files" install "$@"
  set -- *.rpm
  [ -f "$1" ] || return 0
  for file in "$@"; do
    shift
    set -- "$@" "$(basename "$file" .rpm)"
  done
  dnf -q repoquery --location "$@" >"$urls"
  print_files "$urls"
}

resolve_apk() {
  echo "apk $(apk --print-arch)" >"$facts"
  no_date
  cd "$files"
  urls=$(mktemp)
  apk update
  apk add --simulate "$@" >"$urls" || { cat "$urls"; exit 1; }
  set -- $(sed -nE 's/^\( *[0-9]+\/[0-9]+\) (Installing|Upgrading|Downgrading|Replacing|Reinstalling) ([^ ]+) \((.* -> )?([^ )]+)\)$/\2=\4/p' "$urls")
  [ $# -gt 0 ] || return 0
  apk fetch --url --simulate "$@" >"$urls"
  apk fetch --output "$files" "$@"
  print_files "$urls"
}

no_date() {
  [ -z "$date" ] || fail "Mirrors by date are known for apt alone."
}

fail() {
  echo "$1"
  exit 1
}

if has apt-get; then resolve_apt "$@"
elif has apk; then resolve_apk "$@"
elif has dnf; then resolve_dnf "$@"
else echo none - >"$facts"
fi
`;
