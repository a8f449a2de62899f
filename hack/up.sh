#!/usr/bin/env bash
# ./dev up: a running system with all of examples/ in it, and its stream on air. See ./dev help.
#
# Arguments go to the chart: ./dev up --set emulator.delayScale=1
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."

apt_need ca-certificates curl
began=$SECONDS
KUBECONFIG=$(hack/install.sh "$@")
export KUBECONFIG
# shellcheck source=/dev/null
source <(hack/images.sh names)
node_ip=$(cat "$RUN/node-ip")

explain() {
  {
    kubectl get livestream,archivesplit,mediaprovider,pods -A -o wide
    kubectl describe livestream demo
    kubectl -n onair-system logs deployment/onair-operator --tail=50
    kubectl logs deployment/publisher --tail=20
  } >"$LOGS/up.log" 2>&1 || true
  die "$1" "$LOGS/up.log"
}

# All of examples/: the MediaProvider is there already, with this machine's addresses, and the tag of the image depends on its content.
render_examples() {
  rm -rf "$RUN/examples"
  mkdir -p "$RUN/examples"
  cp examples/*.yaml "$RUN/examples"
  rm "$RUN/examples/mediaprovider.yaml"
  kubectl set image --local -f examples/publisher.yaml publisher="$MEDIA_IMAGE" -o yaml >"$RUN/examples/publisher.yaml"
}

playlist_has_segments() {
  local master media
  master=$(curl -fsSL --max-time 5 "$1") || return 1
  media=$(grep -v '^#' <<<"$master" | head -n 1)
  curl -fsSL --max-time 5 "${1%/*}/$media" | grep '^#EXTINF' >/dev/null
}

step "Applying the examples"
logged "$LOGS/examples.log" render_examples
logged "$LOGS/examples.log" kubectl apply -f "$RUN/examples"
step "Waiting for LiveStream demo to be ready"
kubectl wait --for=condition=Ready livestream/demo --timeout=180s >"$LOGS/examples.log" 2>&1 || explain "LiveStream demo did not become ready"
step "Starting the publisher"
kubectl rollout status deployment/publisher --timeout=120s >"$LOGS/examples.log" 2>&1 || explain "the publisher does not start"
step "Waiting for video"
url=$(kubectl get livestream demo -o jsonpath='{.status.playback.url}')
wait_for 90 playlist_has_segments "$url" || explain "no video at ${url:-status.playback.url, which is empty}"
watch=http://$node_ip:30081$(kubectl -n onair-system exec deployment/onair-gateway -- /app/onair gateway link --to default/livestreams/demo --ttl 7d) \
  || explain "the gateway made no link to the player"
# The page has the state of the object.
watch_is_live() { curl -fsS --max-time 5 "$watch" | grep '"availability":"live"' >/dev/null; }
wait_for 30 watch_is_live || explain "the player does not show the stream at $watch"
ok

cat <<TEXT

On air after $((SECONDS - began)) s. Watch it in a browser (docs/player.md):

  $watch

The same in another player (VLC, mpv, ffplay, Safari, hls.js):

  $url

The emulator's page:   http://$node_ip:30080/admin
The events so far:     curl http://$node_ip:30080/admin/sink
The stream API:        curl http://$node_ip:30082/openapi.json    (docs/gateway.md: keys and routes)
The account's quotas:  20 channels; AWS gives a new account 5, and docs/emulator.md says how to try that
Webcams:               kubectl -n onair-system port-forward service/onair-emulator 8080:8080
                       and http://localhost:8080/site/ in two windows
Go on with:

  export KUBECONFIG=$KUBECONFIG
  kubectl get livestreams -o wide
  kubectl describe livestream demo
  kubectl get archivesplits,videoassets -w
  kubectl get eventsinks,ivschannels,hlsbroadcasts,broadcastsites,connectors
  curl -o highlight.mp4 "\$(kubectl get secret highlights-downloads -o jsonpath='{.data.index_0\.mp4}' | base64 -d)"
  curl -T talk.mp4 "\$(kubectl get secret talk-upload -o jsonpath='{.data.url}' | base64 -d)"
  kubectl patch livestream demo --type merge -p '{"spec":{"state":"Stopped"}}'
  kubectl -n onair-system logs deployment/onair-operator -f
  ./dev down
TEXT
