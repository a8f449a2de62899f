# shellcheck shell=bash
# The kubelet, and the cgroup below which all pods live. Sourced.

# The roots of the cgroup hierarchies: one in version 2, one for each controller in version 1.
cgroup_roots() {
  findmnt -rn -t cgroup2,cgroup -o TARGET
}

cgroups_make() {
  local root
  while read -r root; do
    mkdir -p "$root/$cgroup"
    # In version 1 a cpuset begins empty, and nothing can run in it.
    if [[ -e $root/cpuset.cpus && -e $root/cpuset.mems ]]; then
      cat "$root/cpuset.cpus" >"$root/$cgroup/cpuset.cpus"
      cat "$root/cpuset.mems" >"$root/$cgroup/cpuset.mems"
    fi
  done < <(cgroup_roots)
}

kubelet_config() {
  cat <<CONFIG
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $node_ip
healthzBindAddress: 127.0.0.1
readOnlyPort: 0
tlsCertFile: $pki/kubelet.crt
tlsPrivateKeyFile: $pki/kubelet.key
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $pki/ca.crt}}
authorization: {mode: Webhook}
clusterDomain: cluster.local
clusterDNS: [$node_ip]
cgroupDriver: cgroupfs
cgroupRoot: /$cgroup
enforceNodeAllocatable: []
oomScoreAdj: 0
failSwapOn: false
# Ready at the next look after the network is: ten seconds of a start otherwise.
nodeStatusUpdateFrequency: 2s
nodeStatusReportFrequency: 5m
volumePluginDir: $node_home/kubelet/volume-plugins
# Its socket has a fixed path below /var/lib/kubelet, which may be another kubelet's.
featureGates: {DevicePlugins: false}
# Images were loaded by hand: one that is deleted for space cannot be pulled again.
imageGCHighThresholdPercent: 100
evictionHard: {memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1%}
kubeAPIQPS: 50
kubeAPIBurst: 100
CONFIG
}

kubelet() {
  cgroups_make
  mkdir -p "$node_home/kubelet"
  kubelet_config >"$node_home/kubelet.yaml"
  start kubelet "$node_bin/kubelet" --v=1 --config="$node_home/kubelet.yaml" --root-dir="$node_home/kubelet" \
    --cert-dir="$pki" --kubeconfig="$pki/kubelet.kubeconfig" --hostname-override="$node_name" --node-ip="$node_ip" \
    --container-runtime=remote --container-runtime-endpoint="unix://$containers_socket" --network-plugin=cni
}
