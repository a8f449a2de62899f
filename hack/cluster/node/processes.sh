# shellcheck shell=bash
# Processes that outlive the script which starts them, kept as files node/pids/NN-NAME: the pid, then the command line. Sourced.

# The command line of a process with its arguments apart by blanks; empty when there is none.
command_line() {
  tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" || true
}

# A pid says nothing by itself: after a crash or a boot it may be anybody's. Ours is the one that still runs what we started.
pid_of() {
  local file=$1 pid expected
  [[ -s $file ]] || return 1
  { read -r pid; IFS= read -r expected; } <"$file"
  [[ -n $pid && $(command_line "$pid") == "$expected" ]] || return 1
  printf '%s\n' "$pid"
}

# start NAME COMMAND…: in a session of its own. The child writes its file before it becomes COMMAND, so that no moment exists in
# which a kill of this script leaves a process that nobody knows of. Number prefixes keep the order of starting for the way back.
started=0
start() {
  local name=$1 file
  shift
  started=$((started + 1))
  file=$node_home/pids/$(printf '%02d' "$started")-$name
  # shellcheck disable=SC2016 # expanded by the child
  setsid bash -c 'file=$1; shift; printf "%s\n%s \n" "$$" "$*" >"$file"; exec "$@"' start "$file" "$@" \
    </dev/null >"$node_logs/$name.log" 2>&1 9>&- &
  disown
}

# signal_saved SIGNAL FILE: to the whole process group, which may be more than the process itself.
signal_saved() {
  local pid
  pid=$(pid_of "$2") || return 0
  kill "-$1" -- "-$pid" 2>/dev/null || kill "-$1" "$pid" 2>/dev/null || true
}

stop_saved() {
  local file=$1
  if pid_of "$file" >/dev/null; then
    signal_saved TERM "$file"
    wait_for 5 saved_is_gone "$file" || signal_saved KILL "$file"
    wait_for 5 saved_is_gone "$file" || die "${file##*/} does not end" "$node_logs/${file##*-}.log"
  fi
  rm -f "$file"
}

saved_is_gone() {
  ! pid_of "$1" >/dev/null
}

# Names of saved processes in the order of their start; with -r in reverse.
saved() {
  find "$node_home/pids" -type f 2>/dev/null | sort "$@"
}

# all_saved_alive COUNT: none fell, and a start that was killed half-way is not taken for a whole one.
all_saved_alive() {
  local file count=0
  while read -r file; do
    pid_of "$file" >/dev/null || return 1
    count=$((count + 1))
  done < <(saved)
  ((count == $1))
}
