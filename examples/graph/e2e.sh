#!/bin/sh
# Asks the running server: treestamp run --environment e2e -- ./e2e.sh
set -e
PORT=${PORT:-8642}
export PORT
node server.js &
trap 'kill $!' EXIT
answer=$(curl --silent --fail --retry 30 --retry-delay 1 --retry-connrefused --data 'A tree a Key' "http://127.0.0.1:$PORT/")
echo "$answer" | jq --exit-status '. == { a: 2, tree: 1, key: 1 }'
