# shellcheck shell=bash
# The cluster that a suite runs in. Sourced by hack/test.sh.

# A cluster that was up before stays up; one that the tests brought goes with them.
cluster_is_ours=
prepare_cluster() {
  [[ -z ${ONAIR_NODE_IP-} ]] || return 0
  step "Installing what the tests need"
  apt_need ca-certificates curl chromium firefox-esr ffmpeg python3-boto3
  # hls.js comes from the npm registry.
  command -v npm >/dev/null || apt_need npm
  ok
  [[ -s $RUN/cluster-kind ]] || cluster_is_ours=yes
  KUBECONFIG=$(hack/cluster/up)
  export KUBECONFIG
  [[ -z $cluster_is_ours || $(cat "$RUN/cluster-kind") != node ]] || hack/test/documented-install.sh
  KUBECONFIG=$(hack/install.sh -f tests/E2E/values.yaml)
  ONAIR_NODE_IP=$(cat "$RUN/node-ip")
  # shellcheck source=/dev/null
  source <(hack/images.sh names)
  export KUBECONFIG ONAIR_KUBECONFIG=$KUBECONFIG ONAIR_NODE_IP ONAIR_EMULATOR_URL=http://$ONAIR_NODE_IP:30080 ONAIR_MEDIA_IMAGE=$MEDIA_IMAGE
}

end_cluster() {
  [[ -z $cluster_is_ours ]] || hack/cluster/down || echo "the cluster could not be stopped: ./dev down" >&2
}

# After a failure: what a test's message cannot say.
explain_cluster() {
  local app
  {
    echo "The cluster after the failure:"
    uptime
    free -m | head -n 2
    hack/cluster/status || true
    kubectl get pods --all-namespaces -o wide || true
    for app in operator emulator webhook; do
      echo "The last lines of $app:"
      kubectl --namespace onair-system logs "deployment/onair-$app" --tail=15 || true
    done
  } 2>&1 | sed 's/^/  | /' >&2
}
