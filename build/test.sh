#!/usr/bin/env bash
# Prepares the checkout and runs every test. The last line is the sum: "N passed, N failed".
# usage: bash build/test.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash build/setup.sh
# Nodes and compiler servers that outlive the command would hold memory that the tests' own builds need.
export MSBUILDDISABLENODEREUSE=1
dotnet build MigrationSafety.sln -c Release -v q --nologo

results=artifacts/test-results
rm -rf "$results"
broken=0
# One project after the other: some tests measure time, and the projects use both cores by themselves.
for project in tests/*.Tests; do
  name=$(basename "$project")
  echo "== $name"
  dotnet test "$project" -c Release --no-build --nologo \
    --logger "trx;LogFilePrefix=$name" --results-directory "$results" || broken=$((broken + 1))
done

read -r passed failed < <(
  { grep -ho '<Counters [^>]*' "$results"/*.trx || true; } |
    sed -E 's/.* passed="([0-9]+)" failed="([0-9]+)".*/\1 \2/' |
    awk '{ passed += $1; failed += $2 } END { print passed + 0, failed + 0 }'
)
# A test host that died counts no failed test; it is one.
if [ "$broken" -gt 0 ] && [ "$failed" -eq 0 ]; then failed=$broken; fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
