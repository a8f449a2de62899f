# shellcheck shell=bash
# A k3d cluster in Docker. Sourced.
# shellcheck disable=SC2154 # cluster_kubeconfig is of kind.sh

k3d_name=onair
k3d_ports=(30080 31443 31935 31936)

k3d_up() {
  local port ports=()
  if ! k3d_exists; then
    for port in "${k3d_ports[@]}"; do
      ports+=(--port "127.0.0.1:$port:$port@server:0")
    done
    step "Creating the k3d cluster $k3d_name"
    logged "$LOGS/k3d.log" k3d cluster create "$k3d_name" --wait --timeout 5m "${ports[@]}" --k3s-arg "--disable=traefik@server:0" \
      --kubeconfig-update-default=false --kubeconfig-switch-context=false
    ok
  fi
  k3d_kubeconfig "$1"
  if ! k3d_healthy 2>/dev/null; then
    step "Starting the k3d cluster $k3d_name"
    logged "$LOGS/k3d.log" k3d cluster start "$k3d_name" --wait --timeout 5m
    ok
    # A start may publish the API server at another port.
    k3d_kubeconfig "$1"
  fi
}

k3d_kubeconfig() {
  k3d kubeconfig get "$k3d_name" >"$1.new"
  chmod 600 "$1.new"
  mv "$1.new" "$1"
}

k3d_exists() {
  k3d cluster list "$k3d_name" >/dev/null 2>&1
}

k3d_healthy() {
  kubectl --kubeconfig "$cluster_kubeconfig" --request-timeout=5s get --raw /readyz >/dev/null
}

# The address of the node's container: Linux hosts and pods both reach it.
k3d_node_ip() {
  kubectl --kubeconfig "$cluster_kubeconfig" get nodes -o jsonpath='{.items[0].status.addresses[?(@.type=="InternalIP")].address}'
}

k3d_status() {
  k3d cluster list "$k3d_name"
}

k3d_down() {
  ! k3d_exists || logged "$LOGS/k3d.log" k3d cluster stop "$k3d_name"
}

k3d_purge() {
  ! k3d_exists || logged "$LOGS/k3d.log" k3d cluster delete "$k3d_name"
}

k3d_load() {
  logged "$LOGS/k3d.log" k3d image import --cluster "$k3d_name" "$1"
}
