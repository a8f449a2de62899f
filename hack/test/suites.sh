# shellcheck shell=bash
# The suites and what each needs. Sourced by hack/test.sh.

suite_project() {
  case $1 in
    unit) echo tests/Unit/Onair.Tests.Unit.csproj ;;
    integration) echo tests/Integration/Onair.Tests.Integration.csproj ;;
    e2e) echo tests/E2E/Onair.Tests.E2E.csproj ;;
    faults) echo tests/Faults/Onair.Tests.Faults.csproj ;;
    soak) suite_project integration ;;
  esac
}

# The tests of a project that the suite runs: those that take long are a suite of their own, which has to be asked for.
suite_scope() {
  case $1 in
    integration) echo 'Category!=Soak' ;;
    soak) echo 'Category=Soak' ;;
  esac
}

suite_names() {
  local suite
  for suite in unit integration e2e faults; do
    [[ ! -f $(suite_project "$suite") ]] || echo "$suite"
  done
}

suite_exists() {
  [[ -n $(suite_project "$1") && -f $(suite_project "$1") ]]
}

# A suite that hangs is a failure, not a wait.
suite_minutes() {
  case $1 in
    unit) echo 8 ;;
    *) echo 40 ;;
  esac
}

suite_prepare() {
  case $1 in
    integration | soak) prepare_integration ;;
    e2e | faults) prepare_cluster ;;
  esac
}

prepare_integration() {
  step "Installing what the tests need"
  apt_need ca-certificates chromium firefox-esr curl awscli python3-boto3
  # An RTSP server that is not ours.
  apt_need gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-good python3-gi
  # Mux's SDKs come from the npm registry.
  command -v npm >/dev/null || apt_need npm
  # promtool is a part of the package prometheus.
  need_without_services nginx libnginx-mod-rtmp ffmpeg postgresql prometheus pulseaudio xvfb
  ok
  ONAIR_KUBE_BIN=$(hack/cluster/binaries.sh --api-only --print)
  export ONAIR_KUBE_BIN
  # What is tested is what ships: the rigs start the services as this program. Set and empty: as programs of the JIT.
  [[ -n ${ONAIR_NATIVE+set} ]] || ONAIR_NATIVE=$(hack/native.sh)
  export ONAIR_NATIVE
  # Built before the clock of a test runs.
  hack/helm.sh template onair charts/onair >/dev/null
}

# nginx, PostgreSQL and Prometheus would start themselves when installed, and take ports; only their programs are wanted.
need_without_services() {
  local package missing='' policy=/usr/sbin/policy-rc.d
  for package in "$@"; do
    apt_installed "$package" || missing=yes
  done
  [[ -n $missing ]] || return 0
  if [[ ! -e $policy && $(id -u) == 0 ]]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    # shellcheck disable=SC2064 # the path is the one of now
    trap "rm -f $policy; finish" EXIT
    apt_need "$@"
    rm -f "$policy"
    trap finish EXIT
  fi
  apt_need "$@"
}

# The images take minutes, and the tests of integration mostly wait. Who needs the images waits for them and builds them
# if this did not.
images_job=
build_images_meanwhile() {
  [[ -z ${ONAIR_NODE_IP-} ]] || return 0
  setsid nice -n 15 hack/images.sh build >"$LOGS/images-meanwhile.log" 2>&1 </dev/null &
  images_job=$!
}

end_images() {
  [[ -z $images_job ]] || kill -- -"$images_job" 2>/dev/null || true
}

# Building has a clock of its own: from a clean checkout it takes longer than a short suite may.
suite_build() {
  step "Building the suite $1"
  logged "$LOGS/build-$1.log" timeout --kill-after=30s 20m dotnet build "$(suite_project "$1")" -c Release -nologo -v quiet
  ok
}

suite_run() {
  local suite=$1 folder=$2 project
  shift 2
  project=$(suite_project "$suite")
  mkdir -p "$folder"
  export ONAIR_ARTIFACTS=$PWD/$folder
  # What generated manifests come from: the same number repeats them.
  export ONAIR_SEED=${ONAIR_SEED:-$((RANDOM * 32768 + RANDOM))}
  echo "Running the suite $suite, ONAIR_SEED=$ONAIR_SEED" >&2
  local -a arguments=()
  scoped "$(suite_scope "$suite")" "$@"
  test_run "$(suite_minutes "$suite")" "$project" "$folder/results.trx" "${arguments[@]}"
}

# Sets arguments to those of dotnet test, with the scope in their filter.
scoped() {
  local scope=$1 filter=
  shift
  while (($#)); do
    case $1 in
      --filter)
        filter=${2-}
        shift
        ;;
      --filter=* | --filter:*) filter=${1#--filter?} ;;
      *) arguments+=("$1") ;;
    esac
    (($# == 0)) || shift
  done
  [[ -z $filter || -z $scope ]] || filter="($filter)&"
  [[ -z $filter$scope ]] || arguments=(--filter "$filter$scope" "${arguments[@]}")
}

# One test method of a suite that was run, without the filter that the suite may have been run with.
retry_run() {
  local suite=$1 file=$2 method=$3
  local -a arguments=()
  shift 3
  while (($#)); do
    case $1 in
      --filter) shift ;;
      --filter=* | --filter:*) ;;
      *) arguments+=("$1") ;;
    esac
    (($# == 0)) || shift
  done
  test_run 10 "$(suite_project "$suite")" "$file" --filter "FullyQualifiedName=$method" "${arguments[@]}"
}

test_run() {
  local minutes=$1 project=$2 file=$3
  shift 3
  timeout --kill-after=30s "${minutes}m" dotnet test "$project" -c Release -nologo --no-build \
    --results-directory "$(dirname "$file")" --logger "trx;LogFileName=$(basename "$file")" --logger 'console;verbosity=minimal' "$@" >&2
}
