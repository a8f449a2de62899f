#!/usr/bin/env bash
# ./dev bench [NAME]…: runs the benchmarks (all without a name), each of which writes its table below docs/benchmarks/.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bench=tests/Bench/Onair.Tests.Bench
widget=artifacts/bench/widget
splitter=artifacts/bench/splitter
rid=linux-x64
[[ $(uname -m) != aarch64 ]] || rid=linux-arm64

known=(widget admission account split)
names=("$@")
((${#names[@]})) || names=("${known[@]}")
for name in "${names[@]}"; do
  [[ " ${known[*]} " == *" $name "* ]] || die "unknown benchmark '$name', the known ones: ${known[*]}"
done

apt_need ca-certificates
[[ " ${names[*]} " != *" split "* ]] || apt_need ffmpeg
ONAIR_KUBE_BIN=$(hack/cluster/binaries.sh --api-only --print)
export ONAIR_KUBE_BIN
step "Building the benchmarks"
logged "$LOGS/bench.log" dotnet build "$bench" -c Release -nologo -v quiet
mkdir -p docs/benchmarks

for name in "${names[@]}"; do
  case $name in
    widget)
      step "Publishing the widget operator"
      logged "$LOGS/bench.log" dotnet publish tests/Bench/WidgetOperator -c Release -nologo -v quiet -o "$widget"
      ok
      dotnet run --no-build -c Release --project "$bench" -- widget "$widget/WidgetOperator" 1000 16 docs/benchmarks/widget.md
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
    split)
      step "Publishing the splitter"
      logged "$LOGS/bench.log" dotnet publish splitter -c Release -r "$rid" --self-contained -nologo -v quiet --artifacts-path artifacts/publish -o "$splitter"
      ok
      dotnet run --no-build -c Release --project "$bench" -- split "$splitter/Onair.Splitter" docs/benchmarks/split.md
      ;;
  esac
done
