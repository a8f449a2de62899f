# shellcheck shell=bash
# The programs of the widget benchmark. Sourced by bench.sh.
source hack/cluster/kubernetes-source.sh

# widget_programs FOLDER: measurer, peer and WidgetOperator in FOLDER.
widget_programs() {
  local folder=$1 log=$LOGS/bench.log
  mkdir -p "$folder"
  step "Publishing the widget operator"
  apt_need clang zlib1g-dev
  logged "$log" dotnet publish tests/Bench/WidgetOperator -c Release -nologo -v quiet -o "$folder"
  step "Building the measurer"
  apt_need golang-1.19-go
  (
    cd tests/Bench/Widget/measurer || exit
    env -u GOFLAGS -u GOROOT PATH="$kubernetes_go:$PATH" GO111MODULE=off CGO_ENABLED=0 go build -o "$OLDPWD/$folder/measurer" .
  ) >>"$log" 2>&1 || die "building the measurer failed" "$log"
  widget_peer "$folder/peer" "$log"
}

# widget_peer FILE LOG: built below the source of Kubernetes, which vendors client-go; kept in the cache by what it is made of.
widget_peer() {
  local file=$1 log=$2 tree built
  built=$CACHE/bench/widget-peer-$(cat tests/Bench/Widget/peer/*.go hack/cluster/kubernetes-source.sh | sha256sum | cut -c1-16)
  if [[ ! -x $built ]]; then
    mkdir -p "${built%/*}"
    # What a killed build left.
    rm -rf "$CACHE"/bench/build.??????
    tree=$(mktemp -d "$CACHE/bench/build.XXXXXX")
    step "Fetching the source of Kubernetes"
    kubernetes_fetch "$tree" "$log"
    step "Building the operator in Go"
    mkdir "$tree/tree/cmd/widget-peer"
    cp tests/Bench/Widget/peer/*.go "$tree/tree/cmd/widget-peer/"
    kubernetes_go_env "$tree" go build -trimpath -ldflags "-s -w" -o "$tree/out/peer" ./cmd/widget-peer >>"$log" 2>&1 \
      || die "building the operator in Go failed" "$log"
    mv "$tree/out/peer" "$built"
    rm -rf "$tree"
  fi
  cp "$built" "$file"
}
