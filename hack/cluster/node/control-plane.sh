# shellcheck shell=bash
# etcd, the API server, the controller manager and the scheduler. Sourced.

control_plane() {
  # Nothing here has to survive a power cut, and most of a small cluster's latency would be the disk's.
  start etcd "$node_bin/etcd" --name onair --data-dir "$node_home/etcd" --unsafe-no-fsync --log-level warn \
    --listen-client-urls "http://127.0.0.1:$etcd_port" --advertise-client-urls "http://127.0.0.1:$etcd_port" \
    --listen-peer-urls http://127.0.0.1:0

  # 1.20 knows no log without timestamps of its own: --v=1 is quiet enough to be read.
  start kube-apiserver "$node_bin/kube-apiserver" --v=1 \
    --bind-address="$node_ip" --secure-port=6443 --insecure-port=0 --advertise-address="$node_ip" \
    --etcd-servers="http://127.0.0.1:$etcd_port" --service-cluster-ip-range="$service_cidr" \
    --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --allow-privileged=true \
    --client-ca-file="$pki/ca.crt" --tls-cert-file="$pki/apiserver.crt" --tls-private-key-file="$pki/apiserver.key" \
    --requestheader-client-ca-file="$pki/ca.crt" --requestheader-allowed-names=front-proxy \
    --requestheader-username-headers=X-Remote-User --requestheader-group-headers=X-Remote-Group \
    --requestheader-extra-headers-prefix=X-Remote-Extra- \
    --kubelet-preferred-address-types=InternalIP --kubelet-certificate-authority="$pki/ca.crt" \
    --kubelet-client-certificate="$pki/admin.crt" --kubelet-client-key="$pki/admin.key" \
    --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$pki/service-accounts.pub" \
    --service-account-signing-key-file="$pki/service-accounts.key"
  wait_for 60 admin get --raw /readyz || die "the API server does not become ready" "$node_logs/kube-apiserver.log"

  start kube-controller-manager "$node_bin/kube-controller-manager" --v=1 --leader-elect=false \
    --bind-address=127.0.0.1 --port=0 --kubeconfig="$pki/controller-manager.kubeconfig" \
    --authentication-kubeconfig="$pki/controller-manager.kubeconfig" --authorization-kubeconfig="$pki/controller-manager.kubeconfig" \
    --allocate-node-cidrs --cluster-cidr="$pod_cidr" --service-cluster-ip-range="$service_cidr" \
    --root-ca-file="$pki/ca.crt" --cluster-signing-cert-file="$pki/ca.crt" --cluster-signing-key-file="$pki/ca.key" \
    --service-account-private-key-file="$pki/service-accounts.key" --use-service-account-credentials

  start kube-scheduler "$node_bin/kube-scheduler" --v=1 --leader-elect=false \
    --bind-address=127.0.0.1 --port=0 --kubeconfig="$pki/scheduler.kubeconfig" \
    --authentication-kubeconfig="$pki/scheduler.kubeconfig" --authorization-kubeconfig="$pki/scheduler.kubeconfig"
}

admin() {
  kubectl --kubeconfig "$pki/admin.kubeconfig" --request-timeout=5s "$@"
}
