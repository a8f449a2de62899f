#!/usr/bin/env bash
# ./dev test [SUITE…] [-- ARGUMENTS OF dotnet test]: all suites without an argument. See ./dev help.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source hack/test/suites.sh
source hack/test/cluster.sh
source hack/test/results.sh
source hack/test/retry.sh
source hack/test/finish.sh

suites=()
while (($#)); do
  [[ $1 != -- ]] || { shift; break; }
  suite_exists "$1" || die "unknown suite '$1', the known ones: $(suite_names | xargs)"
  suites+=("$1")
  shift
done
((${#suites[@]})) || mapfile -t suites < <(suite_names)

results=artifacts/test
passed=0 failed=0 skipped=0
flaky=()
# Also when a preparation dies: the last line is what callers read.
trap finish EXIT

for suite in "${suites[@]}"; do
  current=$suite
  rm -rf "${results:?}/$suite"
  suite_prepare "$suite"
  suite_build "$suite"
  [[ $suite != integration || " ${suites[*]} " != *" e2e "* ]] || build_images_meanwhile
  suite_run "$suite" "$results/$suite" "$@" && status=0 || status=$?
  [[ $status == 0 || $suite != e2e && $suite != faults ]] || explain_cluster
  count_results "$suite" "$results/$suite" "$status" "$@"
  current=
done
