#!/usr/bin/env bash
# Prepares a checkout: fetches what the build and the tests need and what is not committed. Afterwards plain
# `dotnet build`, `dotnet test` and `dotnet pack -c Release` work. Safe to run again: what is up to date is left alone.
# usage: bash build/setup.sh [--force]   (--force: installs the parser's npm package anew)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

force=false
[ "${1:-}" != --force ] || force=true

need() { # <program> <remedy>
  command -v "$1" > /dev/null || { echo "setup: $1 is missing. $2" >&2; exit 1; }
}

# PostgreSQL's grammar as WebAssembly, the source of MigrationSafety.PgParser.Grammar.dll.
# The stamp is a copy of the lock file that was installed last.
install_parser() {
  local folder=build/parser stamp=build/parser/node_modules/.installed-package-lock.json
  if $force || ! cmp -s "$folder/package-lock.json" "$stamp"; then
    npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error
    cp "$folder/package-lock.json" "$stamp"
  fi
}

install_postgres_servers() {
  bash build/postgres/install.sh
}

# For the test of the status page. Debian's package; other systems have their own.
install_chromium() {
  if command -v chromium > /dev/null || command -v chromium-browser > /dev/null || command -v google-chrome > /dev/null; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core > /dev/null
  else
    echo "setup: Chromium is missing; tests/MigrationSafety.AspNetCore.Tests needs it. As root: apt-get install chromium" >&2
  fi
}

restore() {
  dotnet restore MigrationSafety.sln --verbosity quiet
}

need dotnet "Install the .NET SDK named in global.json: https://dotnet.microsoft.com/download"
need node "Install Node.js 20 or later: https://nodejs.org"
need npm "It comes with Node.js: https://nodejs.org"
install_parser
restore
install_postgres_servers
install_chromium
