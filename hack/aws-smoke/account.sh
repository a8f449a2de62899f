# shellcheck shell=bash
# What hack/aws-smoke.sh, which sources this, looks at in the account by the aws CLI, past the operator.
# shellcheck disable=SC2034,SC2154 # region, uid, log and the like are set there.

has_aws=
export AWS_PAGER=

aws_cli() {
  aws --region "$region" ${endpoint_url:+--endpoint-url "$endpoint_url"} "$@"
}

without_aws() {
  ok
  echo "$1: the MP4 is not downloaded, and AWS is not searched for leftovers" >&2
}

# In another account nothing would be found, whatever is left in this one.
find_account() {
  local seen
  if ! aws --version >/dev/null 2>&1; then
    without_aws "there is no aws CLI"
    return
  fi
  if [[ -n $provider_endpoint && -z $endpoint_url ]]; then
    without_aws "the provider has an endpoint of its own, and --endpoint-url is not given"
    return
  fi
  if ! seen=$(aws_cli sts get-caller-identity --query Account --output text 2>"$log"); then
    [[ -z $endpoint_url ]] || die "the aws CLI cannot use $endpoint_url" "$log"
    without_aws "the aws CLI has no valid credentials"
    return
  fi
  [[ $seen == "$account" ]] || die "the aws CLI uses account $seen, MediaProvider $provider uses $account: set AWS_PROFILE"
  has_aws=yes
}

check_mp4() {
  logged "$log" aws_cli s3 cp --no-progress "$mp4" "$work/section.mp4"
  is_five "$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$work/section.mp4" 2>"$log")" \
    || explain "$mp4 is not an MP4 of 5 seconds"
}

# Arguments: service, operation, list in its answer, condition besides the tag.
tagged() {
  aws_cli "$1" "$2" --query "$3[?${4:+$4 && }Tags.\"onair.dev/uid\"=='$uid'].Arn" --output text
}

# MediaLive may list what is deleted for a while, as DELETED.
left_in_aws() {
  tagged medialive list-channels Channels "State!='DELETED'" \
    && tagged medialive list-inputs Inputs "State!='DELETED'" \
    && tagged medialive list-input-security-groups InputSecurityGroups "State!='DELETED'" \
    && tagged mediapackage list-channels Channels \
    && tagged mediapackage list-origin-endpoints OriginEndpoints \
    || return 1
  [[ -z $distribution ]] || behaviours
}

# The path of the stream's behaviour is that of its endpoint: …/out/v1/ID/index.m3u8
behaviours() {
  local folder=${url%/*}
  aws_cli cloudfront get-distribution-config --id "$distribution" --output text \
    --query "DistributionConfig.CacheBehaviors.Items[?contains(PathPattern, '${folder##*/}')].PathPattern"
}

check_nothing_in_aws() {
  local left
  left=$(left_in_aws 2>"$log") || die "the aws CLI cannot list resources" "$log"
  left=$(grep -vx None <<<"$left" | xargs || true)
  [[ -z $left ]] || die "AWS still has: $left"
  ! aws_cli s3 ls "$mp4" >/dev/null 2>&1 || die "AWS still has: $mp4"
}

# Onair keeps recordings. Only what has the stream's uid in its path is deleted here.
remove_recordings() {
  local recording
  step "Deleting the recording"
  for recording in $recordings; do
    [[ $recording == s3://*"$uid"* ]] || die "not deleted, since its path lacks the stream's uid: $recording"
    logged "$log" aws_cli s3 rm --recursive "${recording%/}/"
  done
}
