#!/usr/bin/env bash
# Builds Kubernetes from Debian 12's source package, once, into the cache.
#
#   hack/cluster/binaries.sh              everything a node needs
#   hack/cluster/binaries.sh --api-only   kube-apiserver and etcd, for tests that need no pods
#   … --print                             prints the folder of the binaries, alone on stdout
#
# A test starts its own API server from that folder, on free ports and in a folder of its own:
#   bin=$(hack/cluster/binaries.sh --api-only --print)
#   openssl genrsa -out $tmp/accounts.key 2048
#   $bin/etcd --data-dir $tmp/etcd --unsafe-no-fsync --listen-peer-urls http://127.0.0.1:0 \
#     --listen-client-urls http://127.0.0.1:$etcd --advertise-client-urls http://127.0.0.1:$etcd
#   $bin/kube-apiserver --etcd-servers http://127.0.0.1:$etcd --bind-address 127.0.0.1 --secure-port $api --cert-dir $tmp \
#     --service-account-issuer https://kubernetes.default.svc --service-account-signing-key-file $tmp/accounts.key \
#     --service-account-key-file $tmp/accounts.key --authorization-mode RBAC --token-auth-file $tmp/tokens.csv
# where tokens.csv holds lines of TOKEN,NAME,UID,"system:masters"; it is up when https://127.0.0.1:$api/readyz answers 200.
#
# A binary comes into the folder by a rename, so what is there is whole; a second run finds it and is done.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/kubernetes-source.sh"

version=1.20.2
home=$CACHE/kubernetes-$version
bin=$home/bin
wanted=(kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy)
packaged=(etcd containerd containerd-shim-runc-v2 ctr runc)
print=

for argument in "$@"; do
  case $argument in
    --api-only) wanted=(kube-apiserver) packaged=(etcd) ;;
    --print) print=yes ;;
    *) die "binaries.sh: unknown option $argument (--api-only, --print)" ;;
  esac
done

missing() {
  local name
  for name in "$@"; do
    [[ -x $bin/$name ]] || printf '%s\n' "$name"
  done
}

# The packages of etcd and containerd start services of their own when installed; only their binaries are wanted.
unpack_packaged() {
  local name temporary
  local packages=(etcd-server)
  ((${#packaged[@]} == 1)) || packages+=(containerd runc)
  step "Unpacking ${packages[*]}"
  temporary=$(mktemp -d "$home/packages.XXXXXX")
  apt_unpack "$temporary" "${packages[@]}"
  for name in "${packaged[@]}"; do
    mv "$(find "$temporary/usr" -type f -path "*bin/$name")" "$bin/$name"
  done
  rm -rf "$temporary"
  ok
}

build_wanted() {
  local name tree log=$LOGS/kubernetes-build.log
  local -a names
  mapfile -t names < <(missing "${wanted[@]}")
  tree=$(mktemp -d "$home/build.XXXXXX")
  # shellcheck disable=SC2064 # the folder is the one of now
  trap "rm -rf '$tree'" EXIT
  step "Fetching the Kubernetes source"
  kubernetes_fetch "$tree" "$log"
  step "Generating the API descriptions"
  kubernetes_generate "$tree" "$log"
  for name in "${names[@]}"; do
    step "Building $name"
    kubernetes_build "$tree" "$version" "$name" "$log"
    mv "$tree/out/$name" "$bin/$name"
  done
  ok
}

# A function is read as a whole before it runs: a checkout of another version during the build changes nothing.
main() {
  if [[ -n $(missing "${wanted[@]}" "${packaged[@]}") ]]; then
    mkdir -p "$bin"
    exec 9>"$home/lock"
    flock -n 9 || { step "Waiting for another build"; flock 9; ok; }
    # What a killed build left is nobody's while the lock is ours.
    rm -rf "$home"/build.?????? "$home"/packages.??????
    [[ -z $(missing "${packaged[@]}") ]] || unpack_packaged
    [[ -z $(missing "${wanted[@]}") ]] || build_wanted
  fi

  command -v kubectl >/dev/null || apt_need kubernetes-client
  [[ -z $print ]] || printf '%s\n' "$bin"
  exit
}

main
