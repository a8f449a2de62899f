#!/usr/bin/env bash
# A cluster with Onair and the emulator in it: what `./dev up` and the tests start from. Prints the kubeconfig's path.
#
# Further arguments go to the chart: hack/install.sh --set operator.replicas=2
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."

command -v openssl >/dev/null || apt_need openssl
command -v dotnet >/dev/null || die "the .NET SDK is missing: https://dotnet.microsoft.com/download"

KUBECONFIG=$(hack/cluster/up)
export KUBECONFIG
hack/images.sh load
# shellcheck source=/dev/null
source <(hack/images.sh names)
node_ip=$(cat "$RUN/node-ip")

# Made once: the stand-in for Helm cannot look into the cluster, and other keys would leave what is packaged unplayable.
ensure_keys() {
  kubectl create namespace onair-system --dry-run=client -o yaml | kubectl apply -f -
  kubectl -n onair-system get secret gateway-keys || make_gateway_keys
  kubectl -n onair-system get secret player-keys || make_player_keys
  kubectl -n onair-system get secret signaling-keys || make_signaling_keys
  kubectl -n onair-system get secret emulator-mux || make_mux_keys
  kubectl -n onair-system get secret emulator-sink || make_sink_keys
  kubectl -n onair-system get secret emulator-rtmps || make_rtmps_certificate
  # An EventSink has its Secrets beside it: examples/ are in the default namespace.
  kubectl create secret generic emulator-sink --dry-run=client -o yaml \
    --from-literal=token="$(sink_key token)" --from-literal=secret="$(sink_key secret)" | kubectl -n default apply -f -
  # The MediaProvider and the EventSinks name them.
  kubectl -n onair-system label --overwrite secret emulator-mux emulator-sink onair.dev/readable=true
  kubectl -n default label --overwrite secret emulator-sink onair.dev/readable=true
}

make_gateway_keys() {
  kubectl -n onair-system create -f - <<SECRET
apiVersion: v1
kind: Secret
metadata: {name: gateway-keys}
stringData:
  masterSecret: $(head -c 32 /dev/urandom | base64 -w 0)
  tokenSecret: $(head -c 32 /dev/urandom | base64 -w 0)
  callerSecret: $(head -c 24 /dev/urandom | base64 -w 0)
SECRET
}

make_player_keys() {
  kubectl -n onair-system create secret generic player-keys --from-literal=tokenSecret="$(openssl rand -base64 32)"
}

make_signaling_keys() {
  kubectl -n onair-system create secret generic signaling-keys --from-literal=operatorToken="$(openssl rand -hex 24)" \
    --from-literal=turnSecret="$(openssl rand -hex 24)" --from-literal=databasePassword="$(openssl rand -hex 24)"
}

make_mux_keys() {
  kubectl -n onair-system create secret generic emulator-mux \
    --from-literal=tokenId=emulator --from-literal=tokenSecret="$(openssl rand -hex 24)" \
    --from-literal=callbackSecret="$(openssl rand -hex 24)" --from-literal=keyId="$(openssl rand -hex 12)" \
    --from-file=privateKey=<(openssl genrsa 2048)
}

make_sink_keys() {
  kubectl -n onair-system create secret generic emulator-sink \
    --from-literal=token="$(openssl rand -hex 24)" --from-literal=secret="whsec_$(openssl rand -base64 32)"
}

# Connectors check the certificate of the ingest; this one is its own authority.
make_rtmps_certificate() {
  local folder
  folder=$(mktemp -d)
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 825 -subj "/CN=Onair emulator" \
    -addext "subjectAltName=IP:$node_ip" -keyout "$folder/tls.key" -out "$folder/tls.crt"
  kubectl -n onair-system create secret tls emulator-rtmps --cert="$folder/tls.crt" --key="$folder/tls.key"
  rm -r "$folder"
}

sink_key() {
  kubectl -n onair-system get secret emulator-sink -o jsonpath="{.data.$1}" | base64 -d
}
logged "$LOGS/keys.log" ensure_keys

cat >"$RUN/values.yaml" <<VALUES
operator:
  image: {repository: "${SERVICES_IMAGE%:*}", tag: "${SERVICES_IMAGE##*:}"}
webhook:
  image: {repository: "${SERVICES_IMAGE%:*}", tag: "${SERVICES_IMAGE##*:}"}
gateway:
  enabled: true
  image: {repository: "${SERVICES_IMAGE%:*}", tag: "${SERVICES_IMAGE##*:}"}
  replicas: 1
  keyServer: {publicUrl: "http://$node_ip:30081", existingSecret: gateway-keys}
  streamApi: {enabled: true, template: {providerRef: {name: emulator}}, broadcastTemplate: {providerRef: {name: emulator}}}
  player:
    enabled: true
    existingSecret: player-keys
    # examples/ has a signed VideoAsset.
    secretNamespaces: [default]
    # The emulator's playlists are in the cluster.
    allowedCidrs: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]
    relay:
      enabled: true
      image: {repository: "${MEDIA_IMAGE%:*}", tag: "${MEDIA_IMAGE##*:}"}
  service: {type: NodePort}
signaling:
  enabled: true
  image: {repository: "${SERVICES_IMAGE%:*}", tag: "${SERVICES_IMAGE##*:}"}
  publicUrl: http://$node_ip:30083
  existingSecret: signaling-keys
  service: {type: NodePort}
  database:
    image: {repository: "${SERVERS_IMAGE%:*}", tag: "${SERVERS_IMAGE##*:}"}
events:
  # The emulator's receiver is in the cluster.
  allowedCidrs: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]
splitter:
  image: {repository: "${MEDIA_IMAGE%:*}", tag: "${MEDIA_IMAGE##*:}"}
connector:
  image: {repository: "${CONNECTOR_IMAGE%:*}", tag: "${CONNECTOR_IMAGE##*:}"}
  # The emulator's meeting is in the cluster.
  allowedCidrs: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]
  caBundle: |
$(kubectl -n onair-system get secret emulator-rtmps -o jsonpath='{.data.tls\.crt}' | base64 -d | sed 's/^/    /')
emulator:
  enabled: true
  image: {repository: "${MEDIA_IMAGE%:*}", tag: "${MEDIA_IMAGE##*:}"}
  # The node's address is one that this machine, its browser and every pod reach.
  publicUrl: http://$node_ip:30080
  ingestHost: $node_ip
  # The examples, and as many streams of one's own as a machine carries. AWS gives a new account 5: docs/emulator.md.
  quotas: {channels: 20, inputs: 20, inputSecurityGroups: 20}
  service: {type: NodePort}
  persistence: {enabled: true}
  # What it fetches is beside it: sections of ArchiveSplits are in its own S3.
  pullAllowedCidrs: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]
  mux: {existingSecret: emulator-mux}
  sink: {existingSecret: emulator-sink}
  site: {signalingUrl: "http://$node_ip:30083"}
  rtmps: {existingSecret: emulator-rtmps}
VALUES
hack/chart.sh install -f "$RUN/values.yaml" "$@"

# Where viewers reach the emulator depends on the machine, and its Mux has the keys from above.
apply_provider() {
  local patch
  patch=$(cat <<PATCH
spec:
  aws:
    endpointUrl: http://$node_ip:30080
    distributionUrl: http://$node_ip:30080/cloudfront/EONAIRLIVE
  video:
    credentialsSecretRef: {name: emulator-mux}
    callbackSecretRef: {name: emulator-mux}
    signingKeySecretRef: {name: emulator-mux}
    variables:
      stream: http://$node_ip:30080/mux/stream
      image: http://$node_ip:30080/mux/image
PATCH
  )
  kubectl patch --local -f examples/mediaprovider.yaml --type merge -o yaml -p "$patch" | kubectl apply -f -
}
step "Applying the MediaProvider"
logged "$LOGS/examples.log" apply_provider
ok
echo "$KUBECONFIG"
