#!/usr/bin/env bash
# ./dev cluster up|down|status
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

case ${1-} in
  up)
    kubeconfig=$("$(dirname "${BASH_SOURCE[0]}")/cluster/up")
    printf 'export KUBECONFIG=%s\n' "$kubeconfig"
    ;;
  down | status) exec "$(dirname "${BASH_SOURCE[0]}")/cluster/$1" "${@:2}" ;;
  *) die "./dev cluster: '${1-}' is not a command: up, down, status" ;;
esac
