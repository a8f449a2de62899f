#!/usr/bin/env bash
# Helm: the real one where it is installed, else the renderer of tests/helm (`helm template` alone), built into the cache.
#
#   hack/helm.sh template onair charts/onair …
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Helm's own engine libraries, as Debian packages them.
packages=(golang-1.19-go golang-github-masterminds-sprig-dev golang-github-xeipuuv-gojsonschema-dev golang-k8s-sigs-yaml-dev)
sources=$(dirname "${BASH_SOURCE[0]}")/../tests/helm

if command -v helm >/dev/null && [[ -z ${ONAIR_RENDERER-} ]]; then
  exec helm "$@"
fi

renderer=$CACHE/helm/$(cat "$sources"/*.go | sha256sum | cut -c 1-12)
if [[ ! -x $renderer ]]; then
  apt_need "${packages[@]}"
  step "Building the chart renderer"
  mkdir -p "${renderer%/*}"
  temporary=$renderer.$$
  # CGO would want a C compiler for nothing.
  (cd "$sources" && GOPATH=/usr/share/gocode GO111MODULE=off CGO_ENABLED=0 GOFLAGS='' GOCACHE=$CACHE/go-build \
    logged "$LOGS/renderer.log" /usr/lib/go-1.19/bin/go build -trimpath -o "$temporary" .)
  mv "$temporary" "$renderer"
  ok
fi
exec "$renderer" "$@"
