#!/usr/bin/env bash
# The native program of the services: prints its path, and compiles it first if this checkout's is not there yet. The images and the tests of
# integration use the same one, because compiling it takes minutes.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source hack/images/sources.sh

rid=linux-x64
[[ $(uname -m) != aarch64 ]] || rid=linux-arm64
programs=$CACHE/native
folder=$programs/$(content_hash "${native_sources[@]}")

compile() {
  [[ ! -x $folder/onair ]] || return 0
  # The linker that the .NET SDK calls, and a library that it links.
  command -v clang >/dev/null && [[ -e /usr/include/zlib.h ]] || apt_need clang zlib1g-dev
  step "Compiling the native program"
  rm -rf "$folder.part"
  # Objects of their own: sharing obj/ with `dotnet build` would make each of them restore after the other.
  logged "$LOGS/native.log" dotnet publish onair -c Release -r "$rid" -nologo --artifacts-path artifacts/publish -o "$folder.part" \
    -p:PublishDocumentationFiles=false
  mv "$folder.part" "$folder"
  ok
  # A few former programs stay, so that switching between branches needs no compilation.
  find "$programs" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn | tail -n +4 | cut -d ' ' -f 2- | xargs -r rm -rf
}

# Another run may be compiling the same one.
mkdir -p "$programs"
exec 7>"$programs/lock"
flock -n 7 || { step "Waiting for another compilation"; flock 7; ok; }
compile
touch "$folder"
printf '%s/onair\n' "$folder"
