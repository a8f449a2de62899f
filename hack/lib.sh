# shellcheck shell=bash
# Shared by every script under hack/: folders, progress, failure, Debian packages.
#
#   source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
#
#   step "Building the images"      one line on stderr while it runs …
#   ok                              … ended with the seconds it took
#   logged FILE COMMAND…            runs COMMAND with its output in FILE; dies showing the end of FILE
#   die "text" [LOGFILE]            says what failed and where to read on, exits 1
#   wait_for SECONDS COMMAND…       until COMMAND succeeds; fails when the seconds are over
#   need_root "text"                dies unless root
#   apt_need PACKAGE…               installs what is missing
#   apt_unpack FOLDER PACKAGE…      unpacks packages without installing (no service is started)
#
# CACHE survives everything and may be deleted at any time (ONAIR_CACHE overrides); RUN holds what belongs to what
# is running now (ONAIR_RUN overrides). Only results go to stdout, so that a caller can capture them.
set -euo pipefail

CACHE=${ONAIR_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/onair}
RUN=${ONAIR_RUN:-$CACHE/run}
LOGS=$RUN/logs
mkdir -p "$CACHE" "$LOGS"

step_text=
step_began=0

step() {
  [[ -z $step_text ]] || ok
  step_text=$1
  step_began=$SECONDS
  printf '%s … ' "$1" >&2
}

ok() {
  [[ -n $step_text ]] || return 0
  printf '%s s\n' "$((SECONDS - step_began))" >&2
  step_text=
}

die() {
  [[ -z $step_text ]] || printf 'failed\n' >&2
  step_text=
  printf 'error: %s\n' "$1" >&2
  if [[ -n ${2-} ]]; then
    [[ ! -s $2 ]] || tail -n 15 "$2" | sed 's/^/  | /' >&2
    printf 'log: %s\n' "$2" >&2
  fi
  exit 1
}

logged() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 </dev/null || die "$1 failed" "$log"
}

wait_for() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < deadline)) || return 1
    sleep 0.2
  done
}

need_root() {
  [[ $(id -u) == 0 ]] || die "$1 needs root"
}

# Another run (or unattended upgrades) may hold apt's lock for a while: that is no reason to fail.
apt_quietly() {
  DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@"
}

apt_installed() {
  [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# Old package lists name versions that are gone from the mirror, so the lists are fetched when, and only when, the first try fails.
apt_try() {
  local log=$1
  shift
  if ! "$@" >"$log" 2>&1 </dev/null; then
    apt_quietly -o APT::Update::Error-Mode=any update >>"$log" 2>&1 || true
    "$@" >>"$log" 2>&1 </dev/null || return 1
  fi
}

apt_need() {
  local package log=$LOGS/apt.log
  local missing=()
  for package in "$@"; do
    apt_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  command -v apt-get >/dev/null || die "missing here, and this is not Debian: ${missing[*]}"
  need_root "Installing ${missing[*]}"
  apt_try "$log" apt_quietly install --no-install-recommends "${missing[@]}" \
    || die "apt-get install ${missing[*]} failed" "$log"
}

apt_unpack() {
  local folder=$1 log=$LOGS/apt.log temporary archive
  shift
  temporary=$(mktemp -d "$CACHE/unpack.XXXXXX")
  # apt refuses to drop its privileges for a folder that its own user cannot write, and says so: no news here.
  (cd "$temporary" && apt_try "$log" apt-get -q -o APT::Sandbox::User=root download "$@") \
    || { rm -rf "$temporary"; die "apt-get download $* failed" "$log"; }
  mkdir -p "$folder"
  for archive in "$temporary"/*.deb; do
    dpkg-deb -x "$archive" "$folder"
  done
  rm -rf "$temporary"
}
