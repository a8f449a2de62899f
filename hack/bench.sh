#!/usr/bin/env bash
# ./dev bench [NAME]…: runs the benchmarks (all without a name), each of which writes its table below docs/benchmarks/.
# connectors runs tests, the second half in the cluster that is up or in one of its own, and writes the tables of docs/connectors.md. Its soak lasts
# ONAIR_SOAK_MINUTES (20). What is not measured again keeps its figures in docs/benchmarks/connectors.json.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bench=tests/Bench/Onair.Tests.Bench
widget=artifacts/bench/widget
source hack/bench/widget.sh
splitter=artifacts/bench/splitter
rid=linux-x64
[[ $(uname -m) != aarch64 ]] || rid=linux-arm64

known=(widget admission account gateway split connectors)
names=("$@")
((${#names[@]})) || names=("${known[@]}")
for name in "${names[@]}"; do
  [[ " ${known[*]} " == *" $name "* ]] || die "unknown benchmark '$name', the known ones: ${known[*]}"
done

# A suite of tests ends after 40 minutes.
soak=${ONAIR_SOAK_MINUTES:-20}
if [[ ! $soak =~ ^[1-9][0-9]?$ ]] || ((soak > 30)); then die "ONAIR_SOAK_MINUTES is '$soak', it has to be 1 to 30"; fi

apt_need ca-certificates
[[ " ${names[*]} " != *" gateway "* ]] || apt_need wrk
[[ " ${names[*]} " != *" split "* ]] || apt_need ffmpeg
ONAIR_KUBE_BIN=$(hack/cluster/binaries.sh --api-only --print)
export ONAIR_KUBE_BIN
step "Building the benchmarks"
logged "$LOGS/bench.log" dotnet build "$bench" -c Release -nologo -v quiet
mkdir -p docs/benchmarks

# Figures of the tests that passed count even if another one fails.
bench_connectors() {
  local figures=$PWD/artifacts/bench/connectors.jsonl status=0
  mkdir -p "$(dirname "$figures")"
  : >"$figures"
  ONAIR_FIGURES=$figures ONAIR_SOAK_MINUTES=$soak hack/test.sh integration -- \
    --filter 'FullyQualifiedName~ConnectorPod.ConnectorTests.A_page_goes_on_air&DisplayName~1280' || status=1
  ONAIR_FIGURES=$figures hack/test.sh e2e -- --filter 'FullyQualifiedName~Connectors.KillTests|FullyQualifiedName~Connectors.MeetingTests' || status=1
  dotnet run --no-build -c Release --project "$bench" -- connectors "$figures" docs/benchmarks/connectors.json docs/connectors.md || status=1
  return "$status"
}

for name in "${names[@]}"; do
  case $name in
    widget)
      widget_programs "$widget"
      ok
      dotnet run --no-build -c Release --project "$bench" -- widget "$widget/measurer" "$widget/peer" "$widget/WidgetOperator" \
        tests/Bench/Widget/crd.yaml docs/benchmarks
      ;;
    admission)
      ok
      dotnet run --no-build -c Release --project "$bench" -- admission docs/benchmarks/admission.md
      ;;
    account)
      ok
      dotnet run --no-build -c Release --project "$bench" -- account docs/benchmarks/account.md
      dotnet run --no-build -c Release --project "$bench" -- ivs docs/benchmarks/account.md
      ;;
    gateway)
      ok
      ONAIR_NATIVE=$(hack/native.sh)
      ONAIR_NATIVE=$ONAIR_NATIVE dotnet run --no-build -c Release --project "$bench" -- gateway docs/benchmarks/gateway.md
      ;;
    split)
      step "Publishing the splitter"
      logged "$LOGS/bench.log" dotnet publish splitter -c Release -r "$rid" --self-contained -nologo -v quiet --artifacts-path artifacts/publish -o "$splitter"
      ok
      dotnet run --no-build -c Release --project "$bench" -- split "$splitter/Onair.Splitter" docs/benchmarks/split.md
      ;;
    connectors)
      ok
      bench_connectors
      ;;
  esac
done
