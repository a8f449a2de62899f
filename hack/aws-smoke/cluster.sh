# shellcheck shell=bash
# What hack/aws-smoke.sh, which sources this, does in the cluster.
# shellcheck disable=SC2034,SC2154 # name, log, namespace and the like are set there.

# MediaLive bills at least 10 minutes, and takes up to 3 to start.
max_minutes=20

field() {
  kubectl --namespace "$namespace" get "$1" -o jsonpath="$2" 2>/dev/null || true
}

condition() {
  field "$1" "{.status.conditions[?(@.type==\"$2\")].status}"
}

read_provider() {
  kubectl get mediaprovider "$provider" >"$log" 2>&1 || die "MediaProvider $provider cannot be read" "$log"
  region=$(field "mediaprovider/$provider" '{.spec.aws.region}')
  [[ -n $region ]] || die "MediaProvider $provider has no spec.aws"
  [[ $(condition "mediaprovider/$provider" Ready) == True ]] \
    || die "MediaProvider $provider is not Ready: kubectl describe mediaprovider $provider"
  account=$(field "mediaprovider/$provider" '{.status.accountId}')
  provider_endpoint=$(field "mediaprovider/$provider" '{.spec.aws.endpointUrl}')
  distribution=$(field "mediaprovider/$provider" '{.spec.aws.distributionId}')
  cdn_authorization=$(field "mediaprovider/$provider" '{.spec.aws.cdnAuthorization.secretArn}')
}

# The figures are those of us-east-1 in AWS's cost examples for live streaming: 0.354 USD an hour for an SD encode, 0.294 for the input.
announce_cost() {
  {
    echo "Account $account, region $region, cluster $(kubectl config current-context 2>/dev/null || echo 'of the kubeconfig')."
    if [[ -n $provider_endpoint ]]; then
      echo "The provider has an endpoint of its own, $provider_endpoint: AWS bills nothing."
    else
      echo "The channel runs for a few minutes, at most $max_minutes (costGuard); AWS bills at least 10. One pipeline with 3 SD encodes:"
      echo "about 0.25 USD, at most 0.50 USD, at us-east-1's prices; others differ: https://aws.amazon.com/medialive/pricing/"
    fi
  } >&2
}

livestream_manifest() {
  cat <<YAML
apiVersion: onair.dev/v1alpha1
kind: LiveStream
metadata: {name: $name, namespace: $namespace}
spec:
  state: Running
  providerRef: {name: $provider}
  encoder:
    renditions:
      - {width: 640, height: 360, bitrate: 800000}
      - {width: 426, height: 240, bitrate: 300000}
  packaging: {segmentSeconds: 2}
  archive: {segmentSeconds: 10}
  distribution: {live: $([[ -n $distribution ]] && echo true || echo false)}
  costGuard: {maxRunDuration: ${max_minutes}m, noInputTimeout: 10m}
YAML
}

archivesplit_manifest() {
  cat <<YAML
apiVersion: onair.dev/v1alpha1
kind: ArchiveSplit
metadata: {name: $name, namespace: $namespace}
spec:
  streamRef: {name: $name}
  sections:
    - {title: Smoke test, start: 2, end: 7}
YAML
}

patch_state() {
  kubectl --namespace "$namespace" patch livestream "$name" --type merge -p "{\"spec\":{\"state\":\"$1\"}}" >>"$log" 2>&1
}

# What stays Stalled needs somebody's help: waiting would only cost. For a moment it may be AWS that does not know a new resource yet;
# the operator tries again after 15 s.
await() {
  local resource=$1 type=$2 deadline=$((SECONDS + timeout)) stalled=
  until [[ $(condition "$resource" "$type") == True ]]; do
    if [[ $(condition "$resource" Stalled) == True ]]; then
      stalled=${stalled:-$SECONDS}
      ((SECONDS - stalled < 60)) \
        || explain "$resource is Stalled: $(field "$resource" '{.status.conditions[?(@.type=="Stalled")].message}')"
    else
      stalled=
    fi
    ((SECONDS < deadline)) || explain "$resource has not become $type within $timeout s"
    sleep 2
  done
}

await_field() {
  local deadline=$((SECONDS + timeout))
  until [[ -n $(field "$1" "$2") ]]; do
    ((SECONDS < deadline)) || explain "$1 has no $2 after $timeout s"
    sleep 2
  done
}

# The sections first: a LiveStream does not wait for them.
remove() {
  local kind
  for kind in archivesplit livestream; do
    kubectl --namespace "$namespace" delete "$kind" "$name" --ignore-not-found --timeout="${timeout}s" >>"$log" 2>&1 || return 1
  done
  created=
}

# Secrets and pods go a moment later than their owners.
nothing_in_cluster() {
  local named labelled
  named=$(kubectl --namespace "$namespace" get livestreams,archivesplits,secrets -o name) || return 1
  labelled=$(kubectl --namespace "$namespace" get jobs,pods,secrets -l "onair.dev/archivesplit-uid=$split_uid" -o name) || return 1
  [[ $named != *"/$name"* && -z $labelled ]]
}

# The end of the log, which is shown, are the stream's Kubernetes Events.
explain() {
  local operator
  operator=$(kubectl get pods -A -l app.kubernetes.io/component=operator -o jsonpath='{.items[0].metadata.namespace}' 2>/dev/null || true)
  {
    echo "The operator:"
    kubectl --namespace "${operator:-onair-system}" logs -l app.kubernetes.io/component=operator --tail=100
    echo "The encoder:"
    tail -n 20 "$encoder_log"
    echo "The splitter:"
    kubectl --namespace "$namespace" logs -l app.kubernetes.io/component=splitter --tail=50
    kubectl describe mediaprovider "$provider"
    kubectl --namespace "$namespace" describe archivesplit "$name"
    kubectl --namespace "$namespace" describe livestream "$name"
  } >"$log" 2>&1 || true
  die "$1; look at kubectl --namespace ${operator:-onair-system} logs deployment/onair-operator, and with --keep at kubectl --namespace $namespace describe livestream $name" "$log"
}
