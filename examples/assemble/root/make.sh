#!/bin/sh
# Makes the archives of the root, and writes their sums: root/make.sh amd64 arm64. Needs mmdebstrap (apt-get install mmdebstrap).
# Upload the archives to where treestamp.yml says, and commit SHA256SUMS. The same packages give the same bytes; with a MIRROR
# of one day, such as http://snapshot.debian.org/archive/debian/20260101T000000Z, they can be had again later.
set -e
cd "$(dirname "$0")"
for architecture in "${@:-amd64}"; do
  SOURCE_DATE_EPOCH=0 mmdebstrap --quiet --variant=minbase --architectures="$architecture" \
    bookworm "debian-$architecture.tar.gz" "${MIRROR:-http://deb.debian.org/debian}"
done
sha256sum debian-*.tar.gz >SHA256SUMS
