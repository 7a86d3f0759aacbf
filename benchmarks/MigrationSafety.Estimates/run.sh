#!/usr/bin/env bash
# Measures, part by part, into results.csv; then prints the coefficients and how good the estimates are.
# usage: run.sh measure [MAJOR [SECONDS]] | run.sh fit | run.sh report        (the results stand in docs/estimates.md)
set -euo pipefail
cd "$(dirname "$0")"
if [ "$1" = measure ]; then
  # Most databases sort texts by a language's rules; the machine may not have the locale.
  export LOCPATH=${TMPDIR:-/tmp}/migration-safety-locales
  if [ ! -d "$LOCPATH/en_US.UTF-8" ]; then
    mkdir -p "$LOCPATH"
    localedef -i en_US -f UTF-8 "$LOCPATH/en_US.UTF-8"
    chmod -R a+rX "$LOCPATH"
  fi
fi
dotnet run -c Release -v q -- "$1" results.csv "${@:2}"
