#!/usr/bin/env bash
# Prepares a checkout: fetches what the build and the tests need and what is not committed. Safe to run again.
# usage: bash build/setup.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

install_postgres_servers() {
  bash build/postgres/install.sh
}

install_postgres_servers
