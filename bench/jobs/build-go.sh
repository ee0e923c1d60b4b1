#!/bin/sh
# Compiles net/http of Go's standard library and all that it needs, with nothing kept from before.
set -eu
export GOCACHE=/tmp/go-build GOPATH=/tmp/go GO111MODULE=off CGO_ENABLED=0
go build -a net/http
