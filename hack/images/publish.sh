# shellcheck shell=bash
# The programs of an image, into artifacts/image/TARGET. Sourced by hack/images.sh.

publish() {
  local target=$1 project program rid=linux-x64
  [[ $(uname -m) != aarch64 ]] || rid=linux-arm64
  shift
  rm -rf "artifacts/image/$target"
  # Packages of Debian alone.
  [[ $target != servers ]] || return 0
  if [[ $target == services ]]; then
    # A statement of its own: its failure ends this script, too.
    program=$(hack/native.sh)
    fits_the_image "$program"
    install -D "$program" "artifacts/image/$target/onair"
    return
  fi
  for project in "$@"; do
    [[ -d $project ]] || continue
    step "Publishing $project"
    # Objects of their own: sharing obj/ with `dotnet build` would make each of them restore after the other.
    logged "$LOGS/publish-$project.log" dotnet publish "$project" -c Release -r "$rid" --self-contained -nologo \
      --artifacts-path artifacts/publish -o "artifacts/image/$target" -p:PublishDocumentationFiles=false
  done
}

# A native program asks for the version of the C library that it was linked with.
fits_the_image() {
  local image=2.36 needed
  needed=$(grep -aoE 'GLIBC_2\.[0-9]+' "$1" | sed 's/GLIBC_//' | sort -Vu | tail -n 1)
  [[ $(printf '%s\n' "$needed" "$image" | sort -V | tail -n 1) == "$image" ]] \
    || die "$1 needs glibc $needed, and the image has $image: compile it on Debian 12 (hack/native.sh)"
}
