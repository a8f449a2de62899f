# shellcheck shell=bash
# One authority, and who speaks to whom under it. Sourced.

pki=$node_home/pki

authority() {
  mkdir -p "$pki" && chmod 700 "$pki" \
    && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "/CN=onair" \
    -addext keyUsage=critical,keyCertSign,cRLSign -keyout "$pki/ca.key" -out "$pki/ca.crt"
}

# certificate NAME SUBJECT [SUBJECT_ALTERNATIVE_NAMES]
certificate() {
  local name=$1 subject=$2 names=${3-}
  local extensions="extendedKeyUsage=clientAuth,serverAuth"
  [[ -z $names ]] || extensions+=$'\n'"subjectAltName=$names"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "$subject" -keyout "$pki/$name.key" -out "$pki/$name.csr" \
    && openssl x509 -req -in "$pki/$name.csr" -CA "$pki/ca.crt" -CAkey "$pki/ca.key" -CAcreateserial -days 3650 \
    -extfile <(printf '%s\n' "$extensions") -out "$pki/$name.crt"
}

# kubeconfig FILE NAME: whole in itself, so that it can be handed on.
kubeconfig() {
  local file=$1 name=$2
  install -m 600 /dev/null "$file.new"
  cat >"$file.new" <<CONFIG
apiVersion: v1
kind: Config
current-context: onair
contexts: [{name: onair, context: {cluster: onair, user: $name}}]
clusters: [{name: onair, cluster: {server: "$api", certificate-authority-data: $(base64 -w0 "$pki/ca.crt")}}]
users: [{name: $name, user: {client-certificate-data: $(base64 -w0 "$pki/$name.crt"), client-key-data: $(base64 -w0 "$pki/$name.key")}}]
CONFIG
  mv "$file.new" "$file"
}

certificates() {
  authority || return
  certificate apiserver "/CN=kube-apiserver" \
    "DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,IP:127.0.0.1,IP:$node_ip,IP:$api_service_ip" || return
  certificate admin "/O=system:masters/CN=admin" || return
  certificate kubelet "/O=system:nodes/CN=system:node:$node_name" "DNS:$node_name,IP:$node_ip" || return
  certificate controller-manager "/CN=system:kube-controller-manager" || return
  certificate scheduler "/CN=system:kube-scheduler" || return
  certificate proxy "/CN=system:kube-proxy" || return
  openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$pki/service-accounts.key" || return
  openssl pkey -in "$pki/service-accounts.key" -pubout -out "$pki/service-accounts.pub" || return
  local name
  for name in admin kubelet controller-manager scheduler proxy; do
    kubeconfig "$pki/$name.kubeconfig" "$name" || return
  done
}
