#!/bin/sh
# Runs roles.sql as the administrator, whose password may have been made anew since the server was last told: then the
# server still has one of those before, and takes the new one.
set -euf
export PGHOST="${PGHOST:-postgres}" PGUSER="${PGUSER:-postgres}" PGDATABASE=postgres
IFS=,
for PGPASSWORD in "$POSTGRES_PASSWORD" ${POSTGRES_PASSWORD_BEFORE:-} "$POSTGRES_PASSWORD"; do
  export PGPASSWORD
  if psql --no-psqlrc --quiet --command 'SELECT' >/dev/null 2>&1; then break; fi
done
# When none was let in, this says why.
exec psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --output /dev/null --file "$(dirname "$0")/roles.sql"
