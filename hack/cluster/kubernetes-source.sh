# shellcheck shell=bash
# How Debian's source package of Kubernetes becomes binaries. Sourced by binaries.sh.
#
# Every function takes the build folder and a log; the folder holds the tree, Go's cache and the results, and is deleted as one.

kubernetes_go=/usr/lib/go-1.19/bin

kubernetes_fetch() {
  local folder=$1 log=$2
  apt_need golang-1.19-go make rsync dpkg-dev
  mkdir -p "$folder/lists/partial" "$folder/sources" "$folder/go/src/k8s.io" "$folder/out" "$folder/cache"
  # The machine's own lists stay as they are: most have no source entries, and needn't.
  local list
  for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [[ ! -f $list ]] || sed -n 's/^deb /deb-src /p' "$list"
  done >"$folder/sources.list"
  for list in /etc/apt/sources.list.d/*.sources; do
    [[ ! -f $list ]] || { sed 's/^Types:.*/Types: deb-src/' "$list" && echo; }
  done >"$folder/sources/debian.sources"
  local apt=(apt-get -q -o "Dir::Etc::sourcelist=$folder/sources.list" -o "Dir::Etc::sourceparts=$folder/sources"
    -o "Dir::State::lists=$folder/lists" -o APT::Sandbox::User=root)
  (
    cd "$folder" \
      && "${apt[@]}" update \
      && "${apt[@]}" source kubernetes \
      && mv kubernetes-*/ tree \
      && ln -s "$folder/tree" "$folder/go/src/k8s.io/kubernetes"
  ) >"$log" 2>&1 || die "the source package kubernetes could not be fetched" "$log"

  # The vendored reflect2 1.0.1 reads the map iterators of Go 1.18 and newer wrongly: the API server dies at the first custom
  # resource. Debian's own package of it is newer.
  local reflect2=$folder/tree/vendor/github.com/modern-go/reflect2
  apt_unpack "$folder/reflect2" golang-github-modern-go-reflect2-dev
  rm "$reflect2"/*.go "$reflect2"/*.s
  cp "$folder"/reflect2/usr/share/gocode/src/github.com/modern-go/reflect2/*.{go,s} "$reflect2/"
  rm -f "$reflect2"/*_test.go
}

# Module mode refuses the tree: go.mod and vendor/ disagree since Go 1.14, so it is built the old way, below a GOPATH.
kubernetes_go_env() {
  local folder=$1
  shift
  (
    cd "$folder/go/src/k8s.io/kubernetes" || exit
    env -u GOFLAGS -u GOROOT PATH="$kubernetes_go:$PATH" GOPATH="$folder/go" GOCACHE="$folder/cache" TMPDIR="$folder/out" \
      GO111MODULE=off CGO_ENABLED=0 nice "$@"
  )
}

kubernetes_generate() {
  kubernetes_go_env "$1" make gen_openapi >>"$2" 2>&1 || die "make gen_openapi failed" "$2"
}

kubernetes_build() {
  local folder=$1 version=$2 name=$3 log=$4
  local major=${version%%.*} minor=${version#*.} package flags="-s -w"
  # Below a GOPATH a vendored package goes by its whole path. One copy answers --version, the other GET /version.
  for package in k8s.io/kubernetes/vendor/k8s.io/{component-base/version,client-go/pkg/version}; do
    flags+=" -X $package.gitVersion=v$version -X $package.gitMajor=$major -X $package.gitMinor=${minor%.*}"
  done
  kubernetes_go_env "$folder" go build -trimpath -ldflags "$flags" -o "$folder/out/$name" "./cmd/$name" >>"$log" 2>&1 \
    || die "building $name failed" "$log"
}
