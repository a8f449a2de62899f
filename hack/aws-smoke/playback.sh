# shellcheck shell=bash
# The viewer of hack/aws-smoke.sh, which sources this.
# shellcheck disable=SC2154 # work and timeout are set there.

fetch() {
  curl -fsSL --max-time 15 "$1"
}

# The URL that a playlist's line means.
absolute() {
  local base=${1%%\?*}
  case $2 in
    http://* | https://*) printf '%s\n' "$2" ;;
    /*) printf '%s%s\n' "$(grep -oE '^https?://[^/]+' <<<"$base")" "$2" ;;
    *) printf '%s/%s\n' "${base%/*}" "$2" ;;
  esac
}

# The multivariant playlist, its first variant, and that one's latest segment: is there H.264?
plays() {
  local playlist variant segment
  playlist=$(fetch "$1") || return 1
  variant=$(awk '{sub(/\r$/, "")} !/^#/ && NF {print; exit}' <<<"$playlist")
  [[ -n $variant ]] || return 1
  variant=$(absolute "$1" "$variant")
  playlist=$(fetch "$variant") || return 1
  segment=$(awk '{sub(/\r$/, "")} !/^#/ && NF {last = $0} END {print last}' <<<"$playlist")
  [[ -n $segment ]] || return 1
  curl -fsSL --max-time 30 -o "$work/segment.ts" "$(absolute "$variant" "$segment")" || return 1
  [[ $(ffprobe -v error -select_streams v:0 -show_entries stream=codec_name -of csv=p=0 "$work/segment.ts") == h264* ]]
}

await_playback() {
  local deadline=$((SECONDS + timeout))
  until plays "$1" >/dev/null 2>&1; do
    ((SECONDS < deadline)) || explain "no video at $1 after $timeout s"
    sleep 2
  done
}

is_five() {
  awk -v seconds="${1:-0}" 'BEGIN {exit !(seconds > 4.8 && seconds < 5.2)}'
}
