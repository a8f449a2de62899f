#!/usr/bin/env bash
# The images of this checkout.
#
#   hack/images.sh names   prints SERVICES_IMAGE=…, MEDIA_IMAGE=…, SERVERS_IMAGE=… and CONNECTOR_IMAGE=…, the tags being hashes of what goes in
#   hack/images.sh build   builds those that are not built yet
#   hack/images.sh load    builds, and brings them into the cluster
#   hack/images.sh push REGISTRY TAG
#                          builds, and pushes REGISTRY/services:TAG, REGISTRY/media:TAG, REGISTRY/servers:TAG and REGISTRY/connector:TAG
#
# With ONAIR_REGISTRY set (host[/path]) the images carry that name, and `load` pushes them there instead: for clusters
# that are reached by KUBECONFIG alone.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source hack/images/sources.sh
source hack/images/publish.sh
source hack/images/builders.sh

archives=$CACHE/images

registry=${ONAIR_REGISTRY:-docker.io/onair}
services_image=$registry/services:$(content_hash "${services_sources[@]}")
media_image=$registry/media:$(content_hash "${media_sources[@]}")
servers_image=$registry/servers:$(content_hash "${servers_sources[@]}")
connector_image=$registry/connector:$(content_hash "${connector_sources[@]}")

archive_of() {
  local name=${1##*/}
  printf '%s/%s.tar\n' "$archives" "${name/:/-}"
}

# A few former archives stay, so that switching between branches needs no build.
forget_old_archives() {
  find "$archives" -name "$1-*.tar" -printf '%T@ %p\n' | sort -rn | tail -n +4 | cut -d ' ' -f 2- | xargs -r rm -f
}

build() {
  local target=$1 image=$2 archive
  shift 2
  archive=$(archive_of "$image")
  if [[ -s $archive ]]; then
    touch "$archive"
    return
  fi
  publish "$target" "$@"
  mkdir -p "$archives"
  "build_with_$(builder)" "$target" "$image" "$archive.part"
  mv "$archive.part" "$archive"
  ok
  forget_old_archives "$target"
}

build_all() {
  # What is there needs no lock: another checkout may be building for minutes.
  [[ ! -s $(archive_of "$services_image") || ! -s $(archive_of "$media_image") || ! -s $(archive_of "$servers_image") || ! -s $(archive_of "$connector_image") ]] || return 0
  # Another run may be at the same images, or at the same layers.
  mkdir -p "$archives"
  exec 8>"$archives/lock"
  flock -n 8 || { step "Waiting for another image build"; flock 8; ok; }
  build services "$services_image"
  build media "$media_image" "${media_projects[@]}"
  build servers "$servers_image"
  build connector "$connector_image" "${connector_projects[@]}"
  flock -u 8
}

# The kubelets tell which images they have. A node that does not list one gets it (again).
cluster_has() {
  local template='{{range .items}}{{$has := "lacks"}}{{range .status.images}}{{range .names}}{{if eq . "IMAGE"}}{{$has = "has"}}{{end}}{{end}}{{end}}{{$has}} {{end}}'
  local nodes
  nodes=$(kubectl --kubeconfig "$RUN/kubeconfig" get nodes -o go-template="${template/IMAGE/$1}" 2>/dev/null) || return 1
  [[ -n $nodes && $nodes != *lacks* ]]
}

load() {
  local image
  for image in "$services_image" "$media_image" "$servers_image" "$connector_image"; do
    if [[ -n ${ONAIR_REGISTRY-} ]]; then
      push "$image" "$image"
    elif ! cluster_has "$image"; then
      step "Loading ${image##*/} into the cluster"
      logged "$LOGS/image-load.log" hack/cluster/load-image "$(archive_of "$image")"
      ok
    fi
  done
}

push() {
  step "Pushing $2"
  "push_with_$(builder)" "$(archive_of "$1")" "$1" "$2"
  ok
}

push_all() {
  local image name
  for image in "$services_image" "$media_image" "$servers_image" "$connector_image"; do
    name=${image##*/}
    push "$image" "$1/${name%:*}:$2"
  done
}

case ${1-} in
  names) printf 'SERVICES_IMAGE=%s\nMEDIA_IMAGE=%s\nSERVERS_IMAGE=%s\nCONNECTOR_IMAGE=%s\n' "$services_image" "$media_image" "$servers_image" "$connector_image" ;;
  build) build_all ;;
  load) build_all; load ;;
  push)
    [[ -n ${2-} && -n ${3-} ]] || die "images.sh push needs a registry and a tag, e.g. registry.example.com/onair 1.0.0"
    build_all
    push_all "$2" "$3"
    ;;
  *) die "images.sh: '${1-}' is not a command: names, build, load, push" ;;
esac
