# shellcheck shell=bash
# containerd with folders and a socket of its own, and the image that holds a pod's namespaces. Sourced.

containers_socket=$node_home/containerd.sock
# Images stay here from one cluster to the next, until `down --purge`.
containers_root=$node_home/containerd
containers_state=$node_home/containerd-state
pause_image=docker.io/onair/pause:1

containerd_config() {
  cat <<CONFIG
version = 2
root = "$containers_root"
state = "$containers_state"
[grpc]
  address = "$containers_socket"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "$pause_image"
  # A container asks for an OOM score below containerd's own; without CAP_SYS_RESOURCE runc dies of it.
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  stream_server_address = "127.0.0.1"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$node_home/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      BinaryName = "$node_bin/runc"
      Root = "$node_home/runc"
CONFIG
}

containers() {
  containerd_config >"$node_home/containerd.toml"
  containerd_start
  # The last cluster's containers are still in the books. They go while nobody looks, and then containerd reads its books again.
  if [[ -n $(ctr containers ls -q) ]]; then
    ctr containers ls -q | xargs "$node_bin/ctr" --address "$containers_socket" --namespace k8s.io containers rm \
      >"$node_logs/containers.log" 2>&1 || true
    stop_saved "$(saved | grep -e '-containerd$')"
    containerd_start
  fi
  if [[ -z $(ctr images ls -q "name==$pause_image") ]]; then
    [[ -s $node_pause ]] || pause_archive
    logged "$node_logs/pause.log" ctr images import "$node_pause"
  fi
}

containerd_start() {
  # containerd finds its shim on the path.
  PATH=$node_bin:$PATH start containerd "$node_bin/containerd" --config "$node_home/containerd.toml" --log-level warn
  wait_for 30 timeout 5 "$node_bin/ctr" --address "$containers_socket" version \
    || die "containerd does not answer" "$node_logs/containerd.log"
}

ctr() {
  "$node_bin/ctr" --address "$containers_socket" --namespace k8s.io "$@"
}

# The archive is made by hand: one static binary in one layer needs no image builder and no registry.
pause_archive() {
  local folder digest
  apt_need gcc libc6-dev
  folder=$(mktemp -d "$node_home/pause.XXXXXX")
  gcc -static -Os -s -o "$folder/pause" "${BASH_SOURCE[0]%/*}/pause.c" || die "pause.c does not compile"
  tar -C "$folder" --owner=0 --group=0 -cf "$folder/layer.tar" pause
  digest=$(sha256sum "$folder/layer.tar")
  cat >"$folder/config.json" <<JSON
{"architecture":"$(dpkg --print-architecture)","os":"linux","config":{"Entrypoint":["/pause"],"User":"65535:65535"},
 "rootfs":{"type":"layers","diff_ids":["sha256:${digest%% *}"]}}
JSON
  printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]' "$pause_image" >"$folder/manifest.json"
  tar -C "$folder" -cf "$folder/pause.tar" manifest.json config.json layer.tar
  mv "$folder/pause.tar" "$node_pause"
  rm -rf "$folder"
}
