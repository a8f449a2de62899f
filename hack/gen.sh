#!/usr/bin/env bash
# ./dev gen: what is generated and committed. `--check` changes nothing and fails when something is not current.
# `aws` prunes AWS's service models instead (hack/gen/aws.sh).
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Beside what is committed: a build that fails must leave that as it is.
generate() {
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  mkdir "$folder/crds" "$folder/api" "$folder/schemas"
  logged "$LOGS/gen.log" dotnet run --project crds/generator -- "$folder/crds" "$folder/api" "$folder/schemas" docs/events.md "$folder/events.md" "$folder/kinds.yaml"
}

replace() {
  find crds -maxdepth 1 -name '*.yaml' -delete
  rm -rf docs/api docs/schemas
  cp "$folder"/crds/*.yaml crds/
  cp -r "$folder/api" "$folder/schemas" docs/
  cp "$folder/events.md" docs/events.md
  cp "$folder/kinds.yaml" charts/onair/files/kinds.yaml
}

# The chart holds links: one text for kubectl and for Helm, which reads what a link points at.
link_into_chart() {
  local file
  mkdir -p charts/onair/files/crds
  find charts/onair/files/crds -type l -delete
  for file in crds/*.yaml; do
    ln -s "../../../../$file" "charts/onair/files/crds/${file##*/}"
  done
}

same_names() {
  diff <(cd crds && ls ./*.yaml) <(cd charts/onair/files/crds && ls ./*.yaml)
}

case ${1-} in
  '')
    step "Generating the resource definitions, their reference, and the schemas of events"
    generate
    replace
    link_into_chart
    ok
    ;;
  --check)
    step "Checking the resource definitions, their reference, and the schemas of events"
    generate
    diff -u --exclude=generator crds "$folder/crds" >"$LOGS/gen-check.log" || die "crds/ is out of date with lib/Api/: run ./dev gen" "$LOGS/gen-check.log"
    diff -u docs/api "$folder/api" >"$LOGS/gen-check.log" || die "docs/api/ is out of date with lib/Api/: run ./dev gen" "$LOGS/gen-check.log"
    diff -u docs/schemas "$folder/schemas" >"$LOGS/gen-check.log" || die "docs/schemas/ is out of date with lib/Events/: run ./dev gen" "$LOGS/gen-check.log"
    diff -u docs/events.md "$folder/events.md" >"$LOGS/gen-check.log" || die "the tables in docs/events.md are out of date with lib/Events/: run ./dev gen" "$LOGS/gen-check.log"
    diff -u charts/onair/files/kinds.yaml "$folder/kinds.yaml" >"$LOGS/gen-check.log" || die "charts/onair/files/kinds.yaml is out of date with lib/Api/: run ./dev gen" "$LOGS/gen-check.log"
    same_names >"$LOGS/gen-check.log" || die "charts/onair/files/crds does not link to the files in crds/: run ./dev gen" "$LOGS/gen-check.log"
    ok
    ;;
  aws) exec hack/gen/aws.sh "${@:2}" ;;
  *) die "gen: unknown argument $1 (--check, aws)" ;;
esac
