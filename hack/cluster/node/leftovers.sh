# shellcheck shell=bash
# What a node leaves when its processes are gone, or were killed: containers, mounts, interfaces, rules. Sourced.

cgroup_processes() {
  cgroup_roots | while read -r root; do
    [[ ! -d $root/$cgroup ]] || find "$root/$cgroup" -name cgroup.procs -exec cat {} +
  done | sort -un
}

# Processes of ours by what they are, for the moment in which one runs and its file is not yet written, and for what lost its parent.
strays() {
  local entry line
  for entry in /proc/[0-9]*; do
    line=$(command_line "${entry#/proc/}")
    case $line in
      "$node_bin/"*"$node_home/"* | "dnsmasq "*"$node_home/"* | "kubectl "*"$node_home/"*) printf '%s\n' "${entry#/proc/}" ;;
    esac
  done
}

shims() {
  local entry
  for entry in /proc/[0-9]*; do
    [[ $(command_line "${entry#/proc/}") != *containerd-shim-runc-v2*"-address $containers_socket "* ]] || printf '%s\n' "${entry#/proc/}"
  done
}

# A shim that loses its containers goes on its own, unless nobody is left to ask for it.
processes_kill() {
  local pids
  for pids in strays shims cgroup_processes; do
    # shellcheck disable=SC2046 # a list of pids
    kill -KILL $($pids) 2>/dev/null || true
  done
  wait_for 10 no_processes || true
}

no_processes() {
  [[ -z $(strays; cgroup_processes; shims) ]]
}

cgroups_remove() {
  cgroup_roots | while read -r root; do
    [[ ! -d $root/$cgroup ]] || find "$root/$cgroup" -depth -type d -exec rmdir {} + 2>/dev/null || true
  done
}

mounts() {
  findmnt -rn -o TARGET | awk -v below="$node_home/" 'index($0, below) == 1' | sort -r
}

mounts_remove() {
  local target
  while read -r target; do
    umount "$target" 2>/dev/null || umount -l "$target" || true
  done < <(mounts)
}

interfaces() {
  [[ ! -d /sys/class/net/$bridge ]] || { printf '%s\n' "$bridge"; ls "/sys/class/net/$bridge/brif"; }
}

interfaces_remove() {
  local name
  for name in $(interfaces | tac); do
    ip link delete "$name" 2>/dev/null || true
  done
}

rules() {
  local family
  for family in iptables ip6tables; do
    "$family-save" 2>/dev/null | grep -E '^:(KUBE|CNI|ONAIR)-|-j (KUBE|CNI|ONAIR)-' || true
  done
}

# One transaction for each table: first the jumps from chains that are not ours, then our chains, emptied and deleted.
rules_remove() {
  local family
  for family in iptables ip6tables; do
    "$family-save" 2>/dev/null | awk '
      function ours(name) { return name ~ /^(KUBE|CNI|ONAIR)-/ }
      /^\*/ { print; chains = ""; next }
      /^:/ { name = substr($1, 2); if (ours(name)) { print ":" name " - [0:0]"; chains = chains "-X " name "\n" } next }
      /^-A/ { if (!ours($2) && / -[jg] (KUBE|CNI|ONAIR)-/) { sub(/^-A/, "-D"); print } next }
      /^COMMIT/ { printf "%s", chains; print }' | "$family-restore" --noflush -w 10 || true
  done
}

# The kubelet writes pods' logs, and CNI its results, to fixed places that may be another's too.
files_remove() {
  local pod
  for pod in "$node_home"/kubelet/pods/*; do
    rm -rf /var/log/pods/*_"${pod##*/}"
  done
  [[ ! -d /var/log/containers ]] || find /var/log/containers -xtype l -delete
  local bundle
  for bundle in "$containers_state"/io.containerd.runtime.v2.task/k8s.io/*; do
    rm -f /var/lib/cni/results/*-"${bundle##*/}"-*
    [[ ! -s $bundle/address ]] || rm -f "$(sed 's,^unix://,,' "$bundle/address")"
  done
  rmdir /var/log/{pods,containers} /var/lib/cni/{results,} /run/containerd/{s,} 2>/dev/null || true
}

leftovers() {
  strays | sed 's/^/process: /'
  cgroup_processes | sed 's/^/process of a pod: /'
  shims | sed 's/^/shim: /'
  mounts | sed 's/^/mount: /'
  interfaces | sed 's/^/interface: /'
  rules | sed 's/^/rule: /'
}
