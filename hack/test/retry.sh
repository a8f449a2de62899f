# shellcheck shell=bash
# Counts results and gives what failed a second chance. Sourced by hack/test.sh.

# More flaky tests than this fail a run: they are a habit then, not an accident.
flaky_limit=3
# A suite with more failed tests than this is broken: running them again would only take time.
retry_limit=10

# Sets total, good and bad from a file of results; 0 of each when there is none.
read_counters() {
  total=0 good=0 bad=0
  [[ -s $1 ]] || return 0
  total=$(counter total "$1")
  good=$(counter passed "$1")
  bad=$(($(counter failed "$1") + $(counter error "$1") + $(counter timeout "$1") + $(counter aborted "$1")))
}

# A suite that ran nothing, or ended otherwise than its results say, counts as one failed test: green means that it ran.
count_results() {
  local suite=$1 file=$2/results.trx status=$3 total good bad
  shift 3
  read_counters "$file"
  skipped=$((skipped + total - good - bad))
  if ((total == 0)); then
    echo "suite $suite: no test ran" >&2
    bad=1
  elif ((status != 0 && bad == 0)); then
    echo "suite $suite: ended with code $status$( ((status != 124)) || echo ', its time is over')" >&2
    bad=1
  elif ((status == 1)) && ! ended_early "$file"; then
    retry_failed "$suite" "$file" "$@"
  fi
  passed=$((passed + good))
  failed=$((failed + bad))
  print_classes "$suite" "$file" >&2
}

# Runs each failed method once more on its own; what passes moves from bad to good and is printed as flaky.
retry_failed() {
  local suite=$1 file=$2 method cases folder number=0
  local -a methods
  folder=$(dirname "$file")
  shift 2
  mapfile -t methods < <(failed_methods "$file")
  ((${#methods[@]} <= retry_limit)) || { echo "suite $suite: ${#methods[@]} tests failed, too many to run them again" >&2; return 0; }
  for method in "${methods[@]}"; do
    number=$((number + 1))
    echo "Running $method once more" >&2
    passes_alone "$suite" "$folder/retry-$number.trx" "$method" "$@" || continue
    cases=$(results_of "$file" | awk -v method="$method" '$1 == "Failed" && $3 == method {cases++} END {print cases}')
    good=$((good + cases))
    bad=$((bad - cases))
    flaky+=("$method")
    printf 'flaky %s\n' "$method"
    failure_output "$file" "$method"
  done
}

passes_alone() {
  local suite=$1 file=$2 method=$3 total good bad
  shift 3
  retry_run "$suite" "$file" "$method" "$@" || return 1
  read_counters "$file"
  ((good > 0 && bad == 0))
}

# Flaky tests count as passed, unless there are too many of them.
judge_flaky() {
  ((${#flaky[@]} > flaky_limit)) || return 0
  echo "${#flaky[@]} flaky tests: more than $flaky_limit fail the run" >&2
  failed=$((failed + ${#flaky[@]}))
  passed=$((passed - ${#flaky[@]}))
}
