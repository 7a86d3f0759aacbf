#!/usr/bin/env bash
# Measures backfills beside the single UPDATE and the published loops; the results stand in docs/benchmarks/runtime.md.
# usage: bash benchmarks/MigrationSafety.Runtime.Benchmarks/run.sh     (about half an hour, on a machine that does nothing else)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

bash build/setup.sh
dotnet build benchmarks/MigrationSafety.Runtime.Benchmarks -c Release -v q --nologo
run() { dotnet run --project benchmarks/MigrationSafety.Runtime.Benchmarks -c Release --no-build -- "$@"; }

run pairs 1000000 5 "2 workers"
FULL_PAGE_WRITES=off run pairs 1000000 5 "2 workers"
run sizes 500000,1000000,2000000,4000000 "single UPDATE;2 workers;loop, one transaction;loop, COMMIT each"
run latency 1000000
