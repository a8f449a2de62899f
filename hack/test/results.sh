# shellcheck shell=bash
# Reads the .trx files that the suites leave. Sourced by hack/test.sh.

counter() {
  grep -o '<Counters [^>]*' "$2" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9'
}

# A test host that died leaves the results of the tests that it came to, and an error of the run. xUnit's messages about tests that
# failed are errors of the run, too.
ended_early() {
  awk '
    /<ResultSummary / && / outcome="(Aborted|Error|Timeout)"/ {early = 1}
    /<RunInfo / {error = / outcome="Error"/}
    error && /<Text>/ && !/<Text>\[xUnit\.net / {early = 1}
    END {exit !early}' "$1"
}

# Results one a line: OUTCOME SECONDS CLASS.METHOD, the arguments of a theory left out.
results_of() {
  awk '
    function attribute(name) {
      return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
    }
    /<UnitTestResult / {
      test = attribute("testName")
      sub(/\(.*/, "", test)
      split(attribute("duration"), time, ":")
      printf "%s %.3f %s\n", attribute("outcome"), time[1] * 3600 + time[2] * 60 + time[3], test
    }' "$1"
}

failed_methods() {
  results_of "$1" | awk '$1 == "Failed" && !seen[$3]++ {print $3}'
}

# What a method that failed said, each of a theory's cases.
failure_output() {
  awk -v method="$2" '
    /<UnitTestResult / {
      at = index($0, " testName=\"" method "\"") + index($0, " testName=\"" method "(")
      inside = at && / outcome="Failed"/
    }
    inside {
      gsub(/<[^>]*>/, "")
      gsub(/&lt;/, "<"); gsub(/&gt;/, ">"); gsub(/&quot;/, "\""); gsub(/&#xD;/, ""); gsub(/&amp;/, "\\&")
      if (/[^ \t]/) print "  | " $0
    }
    /<\/UnitTestResult>/ {inside = 0}' "$1"
}

# The classes that take most of a suite, and how long the suite took.
print_classes() {
  local suite=$1 file=$2 start finish
  [[ -s $file ]] || return 0
  start=$(grep -o '<Times [^>]*' "$file" | grep -o ' start="[^"]*"' | cut -d '"' -f 2)
  finish=$(grep -o '<Times [^>]*' "$file" | grep -o ' finish="[^"]*"' | cut -d '"' -f 2)
  results_of "$file" | sed -E 's/\.[^. ]+$//; s/Onair\.Tests\.[A-Za-z0-9]+\.//' | awk -v suite="$suite" -v wall="$(($(date -d "$finish" +%s) - $(date -d "$start" +%s)))" '
    {seconds[$3] += $2; tests[$3]++; sum += $2}
    END {
      printf "%s: %d s, tests of %d s in %d classes, the dearest:\n", suite, wall, sum, length(seconds)
      for (class in seconds) printf "%8.1f s %5d tests  %s\n", seconds[class], tests[class], class | "sort -rn | head -n 15"
    }'
}
