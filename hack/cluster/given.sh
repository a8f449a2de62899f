# shellcheck shell=bash
# A cluster that somebody else runs. Sourced.
# shellcheck disable=SC2154 # cluster_kubeconfig is of kind.sh

given_up() {
  kubectl config view --raw --flatten --minify >"$1.new"
  mv "$1.new" "$1"
}

given_healthy() {
  kubectl --kubeconfig "$cluster_kubeconfig" --request-timeout=5s get --raw /readyz >/dev/null
}

given_node_ip() {
  kubectl --kubeconfig "$cluster_kubeconfig" get nodes -o jsonpath='{.items[0].status.addresses[?(@.type=="InternalIP")].address}'
}

given_status() { :; }
given_down() { :; }
given_purge() { :; }

given_load() {
  die "$1 cannot be loaded into a cluster that is not ours: push the image to a registry the cluster pulls from"
}
