# shellcheck shell=bash
# Counts what the suites left as .trx files. Sourced by hack/test.sh.

counter() {
  grep -o '<Counters [^>]*' "$2" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9'
}

# A suite that ran nothing, or ended otherwise than its results say, counts as one failed test: green means that it ran.
count_results() {
  local suite=$1 file=$2/results.trx status=$3 total=0 good=0 bad=0
  if [[ -s $file ]]; then
    total=$(counter total "$file")
    good=$(counter passed "$file")
    bad=$(($(counter failed "$file") + $(counter error "$file") + $(counter timeout "$file") + $(counter aborted "$file")))
    skipped=$((skipped + total - good - bad))
  fi
  if ((total == 0)); then
    echo "suite $suite: no test ran" >&2
    bad=1
  elif ((status != 0 && bad == 0)); then
    echo "suite $suite: ended with code $status$( ((status != 124)) || echo ', its time is over')" >&2
    bad=1
  fi
  passed=$((passed + good))
  failed=$((failed + bad))
}

finish() {
  local status=$?
  trap - EXIT
  if [[ -n ${current-} ]]; then
    echo "suite $current: could not be run" >&2
    failed=$((failed + 1))
  elif ((status != 0)); then
    exit "$status"
  fi
  end_cluster
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  ((failed == 0))
  exit
}
