#!/usr/bin/env bash
# The life of a channel through the AWS CLI.
set -euo pipefail

aws() { /usr/bin/aws --endpoint-url "$ENDPOINT" --output text "$@"; }

# until_state SERVICE-COMMAND QUERY-ARGS... STATE: polls a describe until it answers the state.
until_state() {
  local state=$1; shift
  for _ in $(seq 60); do
    [ "$(aws medialive "$@" --query State)" = "$state" ] && return
    sleep 0.2
  done
  echo "$* never became $state" >&2
  return 1
}

group=$(aws medialive create-input-security-group --whitelist-rules Cidr=127.0.0.1/32 --query SecurityGroup.Id)
input=$(aws medialive create-input --name push --type RTMP_PUSH --input-security-groups "$group" \
  --destinations StreamName=live/key --query Input.Id)
aws mediapackage create-channel --id pc >/dev/null
url=$(aws mediapackage create-origin-endpoint --id pe --channel-id pc --hls-package SegmentDurationSeconds=2 --query Url)
[[ $url == "$ENDPOINT"/out/v1/*/index.m3u8 ]]

channel=$(aws medialive create-channel --name stage --channel-class SINGLE_PIPELINE \
  --destinations '[{"Id":"package","MediaPackageSettings":[{"ChannelId":"pc"}]}]' \
  --input-attachments "InputId=$input,InputAttachmentName=push" \
  --encoder-settings '{
    "TimecodeConfig": {"Source": "SYSTEMCLOCK"},
    "AudioDescriptions": [{"Name": "aac", "AudioSelectorName": "default", "CodecSettings": {"AacSettings": {}}}],
    "VideoDescriptions": [{"Name": "v", "Width": 640, "Height": 360, "CodecSettings": {"H264Settings": {"Bitrate": 800000}}}],
    "OutputGroups": [{
      "OutputGroupSettings": {"MediaPackageGroupSettings": {"Destination": {"DestinationRefId": "package"}}},
      "Outputs": [{"OutputName": "o", "VideoDescriptionName": "v", "AudioDescriptionNames": ["aac"], "OutputSettings": {"MediaPackageOutputSettings": {}}}]}]
  }' --query Channel.Id)
until_state IDLE describe-channel --channel-id "$channel"
aws medialive start-channel --channel-id "$channel" >/dev/null
until_state RUNNING describe-channel --channel-id "$channel"
if aws medialive delete-channel --channel-id "$channel" 2>/tmp/onair-cli-$$; then exit 1; fi
grep -q ConflictException /tmp/onair-cli-$$
rm /tmp/onair-cli-$$
aws medialive stop-channel --channel-id "$channel" >/dev/null
until_state IDLE describe-channel --channel-id "$channel"
aws medialive delete-channel --channel-id "$channel" >/dev/null
until_state DELETED describe-channel --channel-id "$channel"
aws medialive delete-input --input-id "$input"
until_state DELETED describe-input --input-id "$input"
aws medialive delete-input-security-group --input-security-group-id "$group"
aws mediapackage delete-origin-endpoint --id pe
aws mediapackage delete-channel --id pc

left=$(aws medialive list-channels --query Channels)$(aws medialive list-inputs --query Inputs)
left+=$(aws medialive list-input-security-groups --query InputSecurityGroups)$(aws mediapackage list-channels --query Channels)
[ -z "$left" ] || { echo "left: $left" >&2; exit 1; }
echo "nothing left"
