#!/usr/bin/env bash
# Measures the packed analyzer: build time beside the SDK's own analyzers, one edited migration, and the same SQL beside squawk.
# usage: bash benchmarks/MigrationSafety.Analyzers.Benchmarks/run.sh [MIGRATIONS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

bash build/setup.sh
npm ci --prefix benchmarks/MigrationSafety.Analyzers.Benchmarks --ignore-scripts --no-audit --no-fund --loglevel=error
dotnet pack MigrationSafety.sln -c Release -v q --nologo
dotnet run --project benchmarks/MigrationSafety.Analyzers.Benchmarks -c Release -- artifacts/package/release "${1:-1000}"
