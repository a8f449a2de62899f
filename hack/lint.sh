#!/usr/bin/env bash
# ./dev lint: format, scripts, chart, generated files. Changes nothing.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts() {
  git ls-files --cached --others --exclude-standard dev .ci hack examples \
    | while read -r file; do
      [[ ! -f $file ]] || ! head -n 1 "$file" | grep -E '^#!.*\bbash|^# shellcheck shell=bash' >/dev/null || printf '%s\n' "$file"
    done
}

# Every switch that changes which objects there are, on the oldest cluster and on a newer one.
chart_variants() {
  local version
  for version in v1.20.2 v1.33.0; do
    hack/helm.sh template onair charts/onair --kube-version "$version" "$@" >/dev/null || return
    hack/helm.sh template onair charts/onair --kube-version "$version" "$@" --set emulator.enabled=true \
      --set emulator.persistence.enabled=true,emulator.service.type=NodePort --set operator.replicas=2 \
      --set signaling.enabled=true,signaling.publicUrl=https://live.example.com,signaling.turn.enabled=true,signaling.turn.publicAddress=198.51.100.7 \
      --set gateway.enabled=true,gateway.keyServer.publicUrl=https://keys.example.com,gateway.service.type=NodePort,gateway.streamApi.enabled=true,gateway.autoscaling.enabled=true \
      --set gateway.streamApi.ingress.enabled=true,gateway.streamApi.ingress.host=api.example.com \
      --set gateway.player.enabled=true,gateway.player.relay.enabled=true,gateway.player.ingress.enabled=true,gateway.player.ingress.host=play.example.com \
      --set gateway.player.telemetry.enabled=true,gateway.player.telemetry.downstream.enabled=true,gateway.player.telemetry.downstream.url=https://hooks.example.com \
      -f <(echo 'gateway: {streamApi: {httpRoute: {enabled: true, parentRefs: [{name: public}], hostnames: [api.example.com]}}}') \
      -f <(echo 'gateway: {player: {httpRoute: {enabled: true, parentRefs: [{name: public}], hostnames: [play.example.com]}}}') \
      --set networkPolicy.enabled=true,metrics.podMonitor.enabled=true,metrics.serviceMonitor.enabled=true >/dev/null || return
    hack/helm.sh template onair charts/onair --kube-version "$version" "$@" --set 'watchNamespaces={one}' \
      --set crds.enabled=false,serviceAccount.create=false,serviceAccount.name=given,webhook.enabled=false >/dev/null || return
    hack/helm.sh template onair charts/onair --kube-version "$version" "$@" --set 'watchNamespaces={one}' \
      --set webhook.certManager.enabled=true,webhook.replicas=1 >/dev/null || return
  done
}

# The analyzers and the code style run here, not in every build. Objects of their own: an ordinary build must not be redone.
step "Building with analyzers"
logged "$LOGS/lint-build.log" dotnet build Operator.sln -c Release -nologo -v quiet -p:Lint=true --artifacts-path artifacts/lint
step "Checking the format"
logged "$LOGS/lint-format.log" dotnet format whitespace . --folder --verify-no-changes --exclude artifacts
if command -v shellcheck >/dev/null; then
  step "Checking the scripts"
  mapfile -t files < <(scripts)
  logged "$LOGS/lint-scripts.log" shellcheck -x -S warning "${files[@]}"
else
  ok
  echo "shellcheck is not installed: the scripts are not checked" >&2
fi
step "Checking the chart"
logged "$LOGS/lint-chart.log" chart_variants
ok
hack/gen.sh --check
