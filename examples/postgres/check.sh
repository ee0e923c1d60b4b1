#!/bin/sh
# What every change has to pass, in CI and on a laptop with a running PostgreSQL, which psql finds through PGHOST and the like.
set -e
for _ in $(seq 60); do
  if pg_isready --quiet; then break; fi
  sleep 1
done
{
  echo 'BEGIN;'
  cat schema.sql test.sql
  echo 'ROLLBACK;'
} | psql --quiet --no-psqlrc --set ON_ERROR_STOP=1
echo "The schema passes its tests on PostgreSQL $(psql --tuples-only --no-align --command 'SHOW server_version')."
