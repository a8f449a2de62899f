# shellcheck shell=bash
# The bridge, the pods' network on it, and the services. Sourced.

# What the network, kube-proxy and the kubelet set in the kernel; the way back restores them.
kernel_settings=(net.ipv4.ip_forward net.bridge.bridge-nf-call-iptables net.ipv4.conf.all.route_localnet
  vm.overcommit_memory vm.panic_on_oom kernel.panic kernel.panic_on_oops kernel.keys.root_maxkeys kernel.keys.root_maxbytes)

network() {
  modprobe -q -a br_netfilter overlay 2>/dev/null || true # built into many kernels
  # An interrupted start may already have changed them: the first note is the true one.
  [[ -s $node_home/kernel-settings ]] || kernel_settings_save
  ip link add "$bridge" type bridge
  ip address add "$node_ip/24" dev "$bridge"
  ip link set "$bridge" up
  # Services are reached from the host too, also where there is no default route, and from an address the pods know the way back to.
  ip route add "$service_cidr" dev "$bridge" src "$node_ip"
  sysctl -q -w net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1
  network_rules
  mkdir -p "$node_home/cni"
  network_config >"$node_home/cni/10-onair.conflist"
}

kernel_settings_save() {
  sysctl -e "${kernel_settings[@]}" >"$node_home/kernel-settings.new" 2>/dev/null || true
  mv "$node_home/kernel-settings.new" "$node_home/kernel-settings"
}

# In chains of their own, so that they are found again. A host with Docker drops what it does not know in FORWARD.
network_rules() {
  iptables -w 10 -t filter -N ONAIR-FORWARD
  iptables -w 10 -t filter -A ONAIR-FORWARD -s "$pod_cidr" -j ACCEPT
  iptables -w 10 -t filter -A ONAIR-FORWARD -d "$pod_cidr" -j ACCEPT
  iptables -w 10 -t filter -I FORWARD -j ONAIR-FORWARD
  iptables -w 10 -t nat -N ONAIR-MASQUERADE
  iptables -w 10 -t nat -A ONAIR-MASQUERADE -s "$pod_cidr" ! -d "$pod_cidr" -j MASQUERADE
  iptables -w 10 -t nat -A POSTROUTING -j ONAIR-MASQUERADE
}

network_config() {
  cat <<CONFIG
{"cniVersion": "0.4.0", "name": "onair", "plugins": [
  {"type": "bridge", "bridge": "$bridge", "isGateway": true, "hairpinMode": true,
   "ipam": {"type": "host-local", "dataDir": "$node_home/addresses", "ranges": [[{"subnet": "$node_pod_cidr", "gateway": "$node_ip"}]],
            "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
CONFIG
}

# NodePorts answer at the bridge and at 127.0.0.1, and not to the neighbours of this machine.
services() {
  start kube-proxy "$node_bin/kube-proxy" --v=1 --kubeconfig="$pki/proxy.kubeconfig" --hostname-override="$node_name" \
    --proxy-mode=iptables --cluster-cidr="$pod_cidr" --nodeport-addresses="$node_ip/32,127.0.0.0/8" --oom-score-adj=0 \
    --healthz-bind-address=127.0.0.1:10256 --metrics-bind-address=127.0.0.1:10249 \
    --conntrack-max-per-core=0 --conntrack-tcp-timeout-established=0 --conntrack-tcp-timeout-close-wait=0
}
