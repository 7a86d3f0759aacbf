#!/usr/bin/env bash
# The main job, end to end: builds the packages into a local feed, builds the sample shop against them, prints its findings.
# usage: bash build/demo.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash build/setup.sh
echo "Packing ..."
dotnet pack MigrationSafety.sln -c Release -v q --nologo

# The same version was packed anew: the copies that the sample restored before are stale.
rm -rf artifacts/samples/packages/migrationsafety artifacts/samples/packages/migrationsafety.analyzers
echo "Building samples/Shop ..."
log=artifacts/samples/shop.log
mkdir -p artifacts/samples
if ! dotnet build samples/Shop --no-incremental --nologo --tl:off -clp:NoSummary >"$log" 2>&1; then
  cat "$log"
  exit 1
fi
# Paths from here, without the project's name behind each line.
findings=$(grep -E ': (warning|error) MIG[0-9]{4}:' "$log" | sed -E "s|^$PWD/||; s| \[[^]]*\]\$||" | sort -u || true)
if [ -z "$findings" ]; then
  cat "$log"
  echo "No findings: the analyzer did not run." >&2
  exit 1
fi
echo
echo "$findings"
echo
echo "$(echo "$findings" | wc -l) findings; what each means: docs/rules/"
