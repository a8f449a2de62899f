# shellcheck shell=bash
# What goes into each image and into the native program. Sourced by hack/images.sh and hack/native.sh.

services_projects=(operator webhook signaling gateway onair)
media_projects=(emulator splitter relay)
connector_projects=(connector)
build_sources=(Directory.Build.props Directory.Build.targets Directory.Packages.props)
image_sources=(Dockerfile .dockerignore hack/images/publish.sh)
native_sources=(lib docs/api/stream-api.json player/dist "${services_projects[@]}" "${build_sources[@]}" hack/native.sh)
# shellcheck disable=SC2034 # used where this is sourced
{
  services_sources=("${native_sources[@]}" "${image_sources[@]}")
  media_sources=(lib/Aws lib/Aws.ServiceModels lib/Guard lib/Hosting lib/Primitives lib/Processes lib/Recordings lib/Relays "${media_projects[@]}" "${build_sources[@]}" "${image_sources[@]}")
  servers_sources=(Dockerfile .dockerignore)
  connector_sources=(lib/Connectors lib/Guard lib/Hosting lib/Primitives lib/Processes "${connector_projects[@]}" "${build_sources[@]}" "${image_sources[@]}")
}

# Names and contents of all files below the given paths, those that are not there yet left out. Of embed.js only dist/ is in a program.
content_hash() {
  local path
  local -a present=()
  for path in "$@"; do
    [[ ! -e $path ]] || present+=("$path")
  done
  find "${present[@]}" \( -name bin -o -name obj -o -name node_modules -o -path 'signaling/embed/src' -o -path 'signaling/embed/tests' \) -prune -o -type f -print0 \
    | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-12
}
