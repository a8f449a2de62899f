# shellcheck shell=bash
# The last line of a run, which is what callers read. Sourced by hack/test.sh.

finish() {
  local status=$?
  trap - EXIT
  end_images
  if [[ -n ${current-} ]]; then
    echo "suite $current: could not be run" >&2
    failed=$((failed + 1))
  elif ((status != 0)); then
    exit "$status"
  fi
  end_cluster
  judge_flaky
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  ((failed == 0))
  exit
}
