#!/bin/sh
# Runs roles.sql as the administrator, whose password may just have been made anew: then the server still has the one
# before, and takes the new one.
set -eu
export PGHOST="${PGHOST:-postgres}" PGUSER="${PGUSER:-postgres}" PGDATABASE=postgres PGPASSWORD="$POSTGRES_PASSWORD"
if [ -n "${POSTGRES_PASSWORD_BEFORE:-}" ] && ! psql --no-psqlrc --quiet --command 'SELECT' >/dev/null 2>&1; then
  PGPASSWORD="$POSTGRES_PASSWORD_BEFORE"
fi
exec psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --output /dev/null --file "$(dirname "$0")/roles.sql"
