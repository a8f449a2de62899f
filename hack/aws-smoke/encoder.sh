# shellcheck shell=bash
# The encoder of hack/aws-smoke.sh, which sources this: ffmpeg pushing a test picture and a tone.
# shellcheck disable=SC2154 # encoder_log is set there.

encoder=

# The URL holds the stream key, which does not belong into a log.
push() {
  local ffmpeg=
  trap '[[ -z $ffmpeg ]] || kill "$ffmpeg" 2>/dev/null; exit 0' TERM
  while true; do
    ffmpeg -hide_banner -nostats -loglevel warning \
      -re -f lavfi -i "testsrc2=size=640x360:rate=30" -re -f lavfi -i "sine=frequency=440:sample_rate=48000" \
      -c:v libx264 -preset ultrafast -tune zerolatency -pix_fmt yuv420p -g 60 -b:v 800k -c:a aac -b:a 96k \
      -f flv "$1" </dev/null >/dev/null 2> >(sed -E 's#(rtmps?://[^/]+/[^/ ]+)/[^ :]+#\1/***#g' >>"$encoder_log") &
    ffmpeg=$!
    wait "$ffmpeg" || true
    # The ingest may not listen yet.
    sleep 1
  done
}

start_encoder() {
  : >"$encoder_log"
  push "$1" >/dev/null 2>&1 &
  encoder=$!
}

stop_encoder() {
  [[ -n $encoder ]] || return 0
  kill "$encoder" 2>/dev/null || true
  wait "$encoder" 2>/dev/null || true
  encoder=
}
