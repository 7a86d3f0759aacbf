#!/usr/bin/env bash
# Installs the PostgreSQL servers of the tests (10 to 18, about 550 MB) into build/postgres/node_modules.
# The lock file pins versions and checksums. Does nothing when they are already there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [ -f node_modules/.installed ] && cmp -s package-lock.json node_modules/.installed; then
  exit 0
fi

npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
# npm packages cannot hold symbolic links; the packages' own install script makes them. Only this script
# is run, so that it works on machines where npm's scripts are switched off.
for server in node_modules/pg*; do
  (cd "$server" && node scripts/hydrate-symlinks.js && native/bin/postgres --version)
done
cp package-lock.json node_modules/.installed
