#!/usr/bin/env bash
# The long form of the reliability suite: 200 kills of workers, 50 server crashes, 50 cut connections, 10 promotions.
# usage: bash build/reliability.sh [seed]   (the seed that a failed run printed, to repeat it)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export MIGRATION_SAFETY_RELIABILITY=long
export MIGRATION_SAFETY_SEED=${1:-}
dotnet build tests/MigrationSafety.Runtime.Tests -c Release -v q --nologo -f net10.0
exec dotnet test tests/MigrationSafety.Runtime.Tests -c Release --no-build --nologo -f net10.0 \
  --filter "FullyQualifiedName~Reliability" --logger "console;verbosity=detailed"
