# shellcheck shell=bash
# Which cluster serves here. Sourced after lib.sh.
#
#   given   the one of KUBECONFIG: used, never started or stopped
#   k3d     where Docker and k3d are
#   node    Kubernetes as processes of this machine, see node/

# shellcheck disable=SC2034 # for the files that source this one
cluster_node_ip_file=$RUN/node-ip
cluster_kubeconfig=$RUN/kubeconfig
cluster_kind_file=$RUN/cluster-kind

# Ours, once exported by somebody, is not a given one.
cluster_is_given() {
  [[ -n ${KUBECONFIG-} && $(realpath -m "$KUBECONFIG") != $(realpath -m "$cluster_kubeconfig") ]] || return 1
  command -v kubectl >/dev/null || apt_need kubernetes-client
  kubectl --request-timeout=5s get --raw /version >/dev/null 2>&1 && return 0
  printf 'KUBECONFIG=%s does not answer: going on without it\n' "$KUBECONFIG" >&2
  return 1
}

cluster_kind_choose() {
  if cluster_is_given; then
    echo given
  elif command -v k3d >/dev/null && docker info >/dev/null 2>&1; then
    echo k3d
  else
    echo node
  fi
}

# What `up` chose; nothing when nothing is up.
cluster_kind() {
  [[ ! -s $cluster_kind_file ]] || cat "$cluster_kind_file"
}

cluster_load_kind() {
  case $1 in
    given) source "$(dirname "${BASH_SOURCE[0]}")/given.sh" ;;
    k3d) source "$(dirname "${BASH_SOURCE[0]}")/k3d.sh" ;;
    node) source "$(dirname "${BASH_SOURCE[0]}")/node/node.sh" ;;
    *) die "unknown kind of cluster in $cluster_kind_file: $1" ;;
  esac
}

# up, down and load-image take turns. Descriptor 9 holds the lock and is closed in everything that lives on.
cluster_lock() {
  exec 9>"$RUN/cluster.lock"
  flock -n 9 || { step "Waiting for another run"; flock -w 900 9 || die "another run holds $RUN/cluster.lock"; ok; }
}
