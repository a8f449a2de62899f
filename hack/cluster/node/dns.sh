# shellcheck shell=bash
# The names of services, for pods. Sourced.

dns_hosts=$node_home/dns-hosts

dns() {
  : >"$dns_hosts"
  # As root, because the folder is closed to dnsmasq's own user. Names outside the cluster go where the host asks; short names of
  # Services never do, or a resolver that does not answer would delay each of them. Its log is a file: a slow syslog stops dnsmasq.
  start dnsmasq dnsmasq --keep-in-foreground --conf-file=/dev/null --pid-file= --user=root --bind-interfaces --log-facility=- \
    --listen-address="$node_ip" --no-hosts --addn-hosts="$dns_hosts" --local=/cluster.local/ --local=/svc/ --domain-needed
  # The signal of a change ends a dnsmasq that has not come to its handlers: it gets none before it listens.
  wait_for 15 dnsmasq_listens || die "dnsmasq does not start" "$node_logs/dnsmasq.log"
  start dns-names bash "${BASH_SOURCE[0]%/*}/dns-names" "$pki/admin.kubeconfig" "$dns_hosts" "$(dnsmasq_saved)"
}

dnsmasq_listens() {
  [[ -n $(ss --listening --udp --numeric --no-header "src $node_ip:53") ]]
}

dnsmasq_saved() {
  saved | grep -e '-dnsmasq$'
}
