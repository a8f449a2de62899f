# shellcheck shell=bash
# The programs of an image, into artifacts/image/TARGET. Sourced by hack/images.sh.

publish() {
  local target=$1 project rid=linux-x64
  [[ $(uname -m) != aarch64 ]] || rid=linux-arm64
  shift
  rm -rf "artifacts/image/$target"
  for project in "$@"; do
    [[ -d $project ]] || continue
    step "Publishing $project"
    # Objects of their own: sharing obj/ with `dotnet build` would make each of them restore after the other.
    logged "$LOGS/publish-$project.log" dotnet publish "$project" -c Release -r "$rid" --self-contained -nologo \
      --artifacts-path artifacts/publish -o "artifacts/image/$target" -p:PublishDocumentationFiles=false
  done
}
