#!/usr/bin/env bash
# ./dev bench [NAME]…: runs tests/Bench, which writes docs/benchmarks/.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."

project=tests/Bench/Onair.Tests.Bench.csproj
[[ -f $project ]] || die "there is no $project"
apt_need ca-certificates curl
ONAIR_KUBE_BIN=$(hack/cluster/binaries.sh --api-only --print)
export ONAIR_KUBE_BIN
mkdir -p docs/benchmarks
exec dotnet run -c Release --project "$project" -- "$@"
