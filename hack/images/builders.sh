# shellcheck shell=bash
# Two ways to turn the Dockerfile into an archive: Docker where it answers, else buildah on a base image of Debian's own
# packages. Sourced by hack/images.sh.

builder() {
  if docker info >/dev/null 2>&1; then echo docker; else echo buildah; fi
}

build_with_docker() {
  local target=$1 image=$2 archive=$3
  step "Building the $target image"
  logged "$LOGS/image-$target.log" docker build --target "$target" --tag "$image" .
  logged "$LOGS/image-$target.log" docker save --output "$archive" "$image"
}

# Archive, the name in it, and the name in the registry.
push_with_docker() {
  logged "$LOGS/image-push.log" docker load --input "$1"
  logged "$LOGS/image-push.log" docker tag "$2" "$3"
  logged "$LOGS/image-push.log" docker push "$3"
}

# A storage of our own, in the cache: deleting the cache deletes all of it. With overlay a changed application costs
# seconds, with vfs minutes, but vfs works everywhere, as in a container without overlayfs.
buildah_with() {
  local driver=$1
  shift
  buildah --root "$CACHE/buildah/$driver" --runroot "$CACHE/buildah/run-$driver" --storage-driver "$driver" "$@"
}

buildah_here() {
  [[ -n ${buildah_driver-} ]] || if buildah_with overlay info >/dev/null 2>&1; then buildah_driver=overlay; else buildah_driver=vfs; fi
  buildah_with "$buildah_driver" "$@"
}

build_with_buildah() {
  local target=$1 image=$2 archive=$3 apt=$CACHE/buildah/apt
  need_root "Building images without Docker"
  apt_need buildah debootstrap
  debian_base "$apt"
  step "Building the $target image"
  rm -f "$archive"
  logged "$LOGS/image-$target.log" buildah_here bud --layers --isolation chroot --pull-never \
    --volume "$apt/sources.list:/etc/apt/sources.list:ro" --volume "$apt/proxy.conf:/etc/apt/apt.conf.d/99proxy:ro" \
    --target "$target" --tag "$image" .
  logged "$LOGS/image-$target.log" buildah_here push "$image" "docker-archive:$archive:$image"
  forget_old_images "${image%:*}" "$LOGS/image-$target.log"
}

push_with_buildah() {
  local -a options=()
  # As Docker does: a registry on this machine may have no certificate.
  [[ $3 != localhost:* && $3 != 127.* ]] || options=(--dest-tls-verify=false)
  apt_need skopeo
  logged "$LOGS/image-push.log" skopeo copy "${options[@]}" "docker-archive:$1" "docker://$3"
}

# The Dockerfile names debian:bookworm-slim; what debootstrap makes of the same packages answers to that name here.
# The mirror is the one that this machine uses, whatever it is; no image keeps it.
debian_base() {
  local apt=$1 name=docker.io/library/debian:bookworm-slim root container mirror log=$LOGS/image-base.log
  mkdir -p "$apt"
  apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' \
    | grep -E '^deb [^ ]+ bookworm[^ ]* main$' | sort -u >"$apt/sources.list" || true
  [[ -s $apt/sources.list ]] || echo 'deb http://deb.debian.org/debian bookworm main' >"$apt/sources.list"
  apt-config dump | grep -E '^Acquire::(http|https)::Proxy' >"$apt/proxy.conf" || true
  ! buildah_here inspect --type image "$name" >/dev/null 2>&1 || return 0

  step "Making the Debian base image"
  mirror=$(awk '$3 == "bookworm" { print $2; exit }' "$apt/sources.list")
  root=$(mktemp -d "$CACHE/buildah/base.XXXXXX")
  logged "$log" debootstrap --variant=minbase bookworm "$root" "${mirror:-http://deb.debian.org/debian}"
  rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/var/log/*.log
  echo 'deb http://deb.debian.org/debian bookworm main' >"$root/etc/apt/sources.list"
  container=$(buildah_here from scratch)
  logged "$log" buildah_here add --quiet "$container" "$root" /
  logged "$log" buildah_here commit --quiet --rm "$container" "$name"
  rm -rf "$root"
}

# An application layer that no tag of the last builds names is a hundred megabytes for nothing.
forget_old_images() {
  local repository=$1 log=$2 old
  for old in $(buildah_here images --noheading --format '{{.Name}}:{{.Tag}}' "$repository" 2>>"$log" | tail -n +3); do
    buildah_here rmi "$old" >>"$log" 2>&1 || true
  done
}
