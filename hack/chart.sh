#!/usr/bin/env bash
# The release `onair` of charts/onair in the namespace onair-system of the cluster in KUBECONFIG.
#
#   hack/chart.sh install [-f FILE] [--set K=V]…   installs or upgrades, and waits until all of it is ready
#   hack/chart.sh uninstall                        removes it; definitions stay, as crds.keep says
#
# By Helm where it is. Else the rendered objects are applied, and a ConfigMap remembers which: what a later render leaves
# out is deleted, as Helm would.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."

release=onair
namespace=onair-system
inventory=onair-inventory
rendered=$RUN/rendered.yaml

has_helm() {
  command -v helm >/dev/null && [[ -z ${ONAIR_RENDERER-} ]]
}

wait_ready() {
  local deployment log=$LOGS/rollout.log
  for deployment in $(kubectl -n "$namespace" get deployments -l "app.kubernetes.io/instance=$release" -o name); do
    step "Waiting for $deployment"
    if ! kubectl -n "$namespace" rollout status "$deployment" --timeout=180s >"$log" 2>&1; then
      {
        kubectl -n "$namespace" get pods -o wide
        kubectl -n "$namespace" get events --sort-by=.lastTimestamp | tail -n 15
        kubectl -n "$namespace" logs "$deployment" --all-containers --tail=30
      } >>"$log" 2>&1 || true
      die "$deployment is not ready; see kubectl -n $namespace logs $deployment" "$log"
    fi
  done
  ok
}

# One line per object: apiVersion kind namespace name, with - for no namespace. Sources is an apply's -f.
list_objects() {
  kubectl get -f "$1" -o go-template='{{range .items}}{{.apiVersion}} {{.kind}} {{or .metadata.namespace "-"}} {{.metadata.name}}{{"\n"}}{{end}}'
}

stored_objects() {
  kubectl -n "$namespace" get configmap "$inventory" -o go-template='{{.data.objects}}{{"\n"}}' 2>/dev/null || true
}

stub() {
  printf -- '---\napiVersion: %s\nkind: %s\nmetadata:\n  name: %s\n' "$1" "$2" "$4"
  [[ $3 == - ]] || printf '  namespace: %s\n' "$3"
}

# Deletes the objects on stdin, those aside that say they stay.
delete_objects() {
  local object
  while read -r -a object; do
    [[ -n ${object[0]-} ]] || continue
    if stub "${object[@]}" | kubectl get -f - --ignore-not-found -o yaml 2>/dev/null \
      | grep -E '^ +helm\.sh/resource-policy: keep$' >/dev/null; then
      continue
    fi
    stub "${object[@]}" | kubectl delete --ignore-not-found -f - >>"$LOGS/chart.log" 2>&1 \
      || die "cannot delete ${object[1]} ${object[3]}" "$LOGS/chart.log"
  done
}

render() {
  local -a apis
  mapfile -t apis < <(kubectl api-versions | sed 's/^/--api-versions=/')
  hack/helm.sh template "$release" charts/onair --namespace "$namespace" "${apis[@]}" \
    --kube-version "$(kubectl get --raw /version | sed -n 's/.*"gitVersion": "\(v[0-9.]*\).*/\1/p')" "$@"
}

apply() {
  local former current
  kubectl create namespace "$namespace" --dry-run=client -o yaml | kubectl apply -f - >"$LOGS/chart.log" 2>&1 \
    || die "cannot create the namespace $namespace" "$LOGS/chart.log"
  render "$@" >"$rendered" || die "the chart does not render"
  step "Installing the chart"
  former=$(stored_objects)
  logged "$LOGS/chart.log" kubectl apply --server-side --force-conflicts --field-manager=helm -f "$rendered"
  current=$(list_objects "$rendered")
  comm -23 <(sort <<<"$former") <(sort <<<"$current") | delete_objects
  kubectl -n "$namespace" create configmap "$inventory" --from-literal=objects="$current" --dry-run=client -o yaml \
    | kubectl apply -f - >>"$LOGS/chart.log" 2>&1 || die "cannot write ConfigMap $inventory" "$LOGS/chart.log"
  ok
}

install() {
  if has_helm; then
    step "Installing the chart"
    logged "$LOGS/chart.log" helm upgrade --install "$release" charts/onair --namespace "$namespace" --create-namespace "$@"
    ok
  else
    apply "$@"
  fi
  wait_ready
}

uninstall() {
  step "Uninstalling the chart"
  if has_helm; then
    logged "$LOGS/chart.log" helm uninstall "$release" --namespace "$namespace" --wait
  else
    stored_objects | tac | delete_objects
    logged "$LOGS/chart.log" kubectl -n "$namespace" delete configmap "$inventory" --ignore-not-found
  fi
  ok
}

case ${1-} in
  install | uninstall) "$@" ;;
  *) die "chart.sh: '${1-}' is not a command: install, uninstall" ;;
esac
