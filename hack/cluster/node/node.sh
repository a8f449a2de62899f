# shellcheck shell=bash
# The single node as a whole. Sourced by up, down, status and load-image.

node_folder=$(dirname "${BASH_SOURCE[0]}")
source "$node_folder/settings.sh"
source "$node_folder/processes.sh"
source "$node_folder/certificates.sh"
source "$node_folder/control-plane.sh"
source "$node_folder/containers.sh"
source "$node_folder/network.sh"
source "$node_folder/kubelet.sh"
source "$node_folder/dns.sh"
source "$node_folder/storage.sh"
source "$node_folder/leftovers.sh"

node_up() {
  if node_healthy; then
    storage_release
    return 0
  fi
  need_root "A single-node cluster (or set KUBECONFIG to another one, or install Docker and k3d)"
  [[ -d $node_home/pids ]] || node_place_is_free
  step "Installing what a node needs"
  apt_need iptables conntrack socat ebtables ethtool iproute2 procps util-linux jq openssl dnsmasq-base containernetworking-plugins
  ok
  "$node_folder/../binaries.sh"
  if [[ -d $node_home/pids ]]; then
    step "Cleaning up after the last cluster"
    node_end
  fi
  mkdir -p "$node_home/pids" "$node_logs"
  step "Making certificates"
  logged "$node_logs/certificates.log" certificates
  step "Starting the network"
  network
  step "Starting containerd"
  containers
  step "Starting the control plane"
  control_plane
  step "Starting the kubelet, services and names"
  kubelet
  services
  dns
  storage
  wait_for 60 node_ready || die "the node does not become ready" "$node_logs/kubelet.log"
  wait_for 20 admin -n default get serviceaccount default || die "no service account" "$node_logs/kube-controller-manager.log"
  install -m 600 "$pki/admin.kubeconfig" "$1.new"
  mv "$1.new" "$1"
  ok
}

# The bridge, the addresses and the rules are one to a machine, and the way down would take another's with it.
node_place_is_free() {
  [[ -z $(interfaces) ]] || die "the interface $bridge is there, but not from $RUN: end the cluster of the other run folder first"
  ! rules 2>/dev/null | grep KUBE-SERVICES >/dev/null || die "this machine already runs a Kubernetes node: set KUBECONFIG to use it"
}

node_ready() {
  [[ $(admin get node "$node_name" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}') == True ]]
}

node_healthy() {
  all_saved_alive 9 && admin get --raw /readyz >/dev/null 2>&1 && node_ready
}

# Ends everything, whatever state it is in. Images stay.
node_end() {
  local file
  while read -r file; do
    stop_saved "$file"
  done < <(saved -r)
  processes_kill
  files_remove
  mounts_remove
  # Behind a mount may be a folder of the host, which a pod used and nobody wants deleted.
  [[ -z $(mounts) ]] || die "cannot unmount $(mounts | head -n 1)"
  interfaces_remove
  rules_remove
  cgroups_remove
  [[ ! -s $node_home/kernel-settings ]] || sysctl -q -e -p "$node_home/kernel-settings" >/dev/null 2>&1 || true
  find "$node_home" -mindepth 1 -maxdepth 1 ! -name containerd -exec rm -rf {} +
}

node_down() {
  # Without a note of our own, whatever is there belongs to another run folder.
  [[ -d $node_home/pids ]] || return 0
  step "Stopping the cluster"
  node_end
  ok
  local left
  left=$(leftovers)
  [[ -z $left ]] || { printf '%s\n' "$left" >&2; die "the cluster left something behind"; }
}

node_purge() {
  rm -rf "$node_home" "$node_logs"
}

node_load() {
  ctr images import "$1" >&2
}

node_node_ip() {
  printf '%s\n' "$node_ip"
}

node_status() {
  local file pid
  while read -r file; do
    pid=$(pid_of "$file") || pid=dead
    printf '%-24s%s\n' "${file##*/[0-9][0-9]-}" "$pid"
  done < <(saved)
}
