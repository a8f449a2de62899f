#!/usr/bin/env bash
# ./dev down: removes what ./dev up brought. See ./dev help.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# A cluster of our own ends with everything in it. In one that stays, the resources go first, while the operator can still
# delete what they have in AWS.
leave_cluster() {
  local kinds left
  export KUBECONFIG=$RUN/kubeconfig
  step "Deleting the examples"
  logged "$LOGS/examples.log" kubectl delete --ignore-not-found --timeout=180s -f examples/publisher.yaml
  logged "$LOGS/examples.log" kubectl delete --ignore-not-found --timeout=180s -f examples/videoasset.yaml -f examples/videoasset-split.yaml
  logged "$LOGS/examples.log" kubectl delete --ignore-not-found --timeout=180s -f examples/archivesplit.yaml -f examples/livestream.yaml -f examples/event.yaml -f examples/pull.yaml
  logged "$LOGS/examples.log" kubectl delete --ignore-not-found --timeout=180s -f examples/ivschannel.yaml -f examples/hlsbroadcast.yaml -f examples/broadcastsite.yaml
  # What went is told first.
  logged "$LOGS/examples.log" kubectl delete --ignore-not-found --timeout=60s -f examples/eventsink.yaml
  logged "$LOGS/examples.log" kubectl delete --ignore-not-found --timeout=60s -f examples/mediaprovider.yaml
  ok
  # Every kind but EventSink needs the operator for its deletion.
  kinds=$(kubectl api-resources --api-group=onair.dev --namespaced=true -o name | sed '/^eventsinks/d' | paste -sd ,)
  left=0
  [[ -z $kinds ]] || left=$(kubectl get "$kinds" -A -o name | wc -l)
  ((left == 0)) || die "$left resources still exist and need the operator (kubectl get $kinds -A): delete them, then run ./dev down again"
  hack/chart.sh uninstall
}

if [[ $(cat "$RUN/cluster-kind" 2>/dev/null) == given ]]; then
  leave_cluster
fi
hack/cluster/down
