# shellcheck shell=bash
# Addresses and folders of the single node. Sourced.
# shellcheck disable=SC2034 # used by the files beside this one

node_name=onair
node_home=$RUN/node
node_logs=$LOGS/node
node_bin=$CACHE/kubernetes-1.20.2/bin
node_pause=$CACHE/kubernetes-1.20.2/pause-1.tar

# The bridge's address is the node's: the host and every pod reach a NodePort under this one address, and nothing beyond this machine does.
bridge=onair0
node_ip=10.244.0.1
pod_cidr=10.244.0.0/16
node_pod_cidr=10.244.0.0/24
service_cidr=10.96.0.0/16
api_service_ip=10.96.0.1
api=https://$node_ip:6443
etcd_port=21379

# Every pod lives below this cgroup, so that ending the pods needs no guess about which processes are ours.
cgroup=onair

# A path in a socket's address holds 107 characters at most.
((${#node_home} <= 80)) || die "ONAIR_RUN is too long for the sockets below it: $RUN"
