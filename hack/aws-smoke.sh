#!/usr/bin/env bash
# Runs one short stream in the account of a MediaProvider and checks what comes of it. See --help.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/aws-smoke/arguments.sh"
source "$(dirname "${BASH_SOURCE[0]}")/aws-smoke/cluster.sh"
source "$(dirname "${BASH_SOURCE[0]}")/aws-smoke/encoder.sh"
source "$(dirname "${BASH_SOURCE[0]}")/aws-smoke/playback.sh"
source "$(dirname "${BASH_SOURCE[0]}")/aws-smoke/account.sh"

read_arguments "$@"
for tool in kubectl ffmpeg ffprobe curl; do
  command -v "$tool" >/dev/null || die "$tool is missing"
done

name=smoke-$(date +%s)-$RANDOM
log=$LOGS/aws-smoke.log
encoder_log=$LOGS/aws-smoke-encoder.log
work=$(mktemp -d)
created=
began=$SECONDS

# Whatever happens, the channel does not stay. If even this fails, the stream's cost guard stops it.
cleanup() {
  local status=$?
  trap - EXIT INT TERM
  set +e
  stop_encoder
  if [[ -n $created && -n $keep ]]; then
    patch_state Stopped
    echo "kept: kubectl --namespace $namespace delete archivesplit,livestream $name" >&2
  elif [[ -n $created ]]; then
    step "Deleting LiveStream $name"
    if remove; then
      ok
    else
      printf 'failed\n' >&2
      echo "the channel stops $max_minutes minutes after its start at the latest; log: $log; delete it:" >&2
      echo "  kubectl --namespace $namespace delete archivesplit,livestream $name" >&2
    fi
  fi
  rm -rf "$work"
  exit "$status"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

step "Checking MediaProvider $provider"
read_provider
find_account
ok
announce_cost

step "Creating LiveStream $name"
livestream_manifest >"$work/livestream.yaml"
created=yes
logged "$log" kubectl --namespace "$namespace" create -f "$work/livestream.yaml"
uid=$(field "livestream/$name" '{.metadata.uid}')
step "Waiting until its channel runs"
await "livestream/$name" Ready

step "Waiting for video from ffmpeg"
await_field "secret/$name-stream-key" '{.data.url-0}'
start_encoder "$(field "secret/$name-stream-key" '{.data.url-0}' | base64 -d)"
await "livestream/$name" Receiving

await_field "livestream/$name" '{.status.playback.url}'
url=$(field "livestream/$name" '{.status.playback.url}')
if [[ -z $cdn_authorization ]]; then
  step "Playing from MediaPackage"
  await_playback "$url"
fi
if [[ -n $distribution ]]; then
  step "Playing through CloudFront, after its deployment"
  await_field "livestream/$name" '{.status.playback.liveUrl}'
  await_playback "$(field "livestream/$name" '{.status.playback.liveUrl}')"
fi
step "Recording a little longer"
sleep 15
await "livestream/$name" Receiving

step "Stopping the channel"
stop_encoder
patch_state Stopped
await_field "livestream/$name" '{.status.sessions[-1:].stoppedAt}'
recordings=$(field "livestream/$name" '{.status.sessions[*].archivePath}')
cost=$(field "livestream/$name" '{.status.cost.estimate} {.status.cost.currency}')

step "Cutting 5 seconds"
archivesplit_manifest >"$work/archivesplit.yaml"
logged "$log" kubectl --namespace "$namespace" create -f "$work/archivesplit.yaml"
await "archivesplit/$name" Ready
split_uid=$(field "archivesplit/$name" '{.metadata.uid}')
is_five "$(field "archivesplit/$name" '{.status.sections[0].durationSeconds}')" || explain "the section is not 5 seconds long"
mp4=$(field "archivesplit/$name" '{.status.sections[0].outputUrl}')
if [[ -n $has_aws ]]; then
  step "Downloading the MP4"
  check_mp4
fi
ok

if [[ -z $keep ]]; then
  step "Deleting everything"
  remove || explain "LiveStream $name could not be deleted"
  step "Looking for leftovers in the cluster"
  wait_for 60 nothing_in_cluster || explain "the cluster still has resources of $name"
  if [[ -n $has_aws ]]; then
    step "Looking for leftovers in AWS"
    check_nothing_in_aws
    remove_recordings
  fi
  ok
fi
[[ -n $has_aws || -n $keep ]] || echo "not deleted: $recordings" >&2
[[ -z ${cost// /} ]] || echo "MediaLive, by the operator's price table: $cost" >&2
echo "passed after $((SECONDS - began)) s: LiveStream $name, uid $uid"
