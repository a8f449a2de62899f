# shellcheck shell=bash
# The arguments of hack/aws-smoke.sh, which sources this.
# shellcheck disable=SC2034 # It also uses them.

usage() {
  cat <<'TEXT'
hack/aws-smoke.sh --provider NAME [OPTION…]

Puts a LiveStream on air for a few minutes in the account of a MediaProvider, plays it, cuts its recording, deletes everything,
and checks that nothing is left. Runs against the cluster of kubectl's current context, in which Onair is installed.

  --provider NAME      the MediaProvider; its account is billed
  --namespace NAME     the namespace of the LiveStream; it must exist (default)
  --timeout SECONDS    the longest wait of one step (900)
  --endpoint-url URL   the emulator's URL, for the aws CLI
  --keep               leaves the LiveStream, stopped, with its recording and the MP4
  --help               prints this

It needs kubectl, ffmpeg, ffprobe and curl. With the aws CLI and credentials for the provider's account it also downloads the
MP4, looks for leftovers in AWS, and deletes the recording.
TEXT
}

refuse() {
  printf 'aws-smoke.sh: %s\n\n' "$1" >&2
  usage >&2
  exit 2
}

provider=
namespace=default
timeout=900
endpoint_url=
keep=

read_arguments() {
  while (($#)); do
    case $1 in
      --help | -h)
        usage
        exit
        ;;
      --keep)
        keep=yes
        shift
        continue
        ;;
      --provider | --namespace | --timeout | --endpoint-url) [[ -n ${2-} && $2 != --* ]] || refuse "$1 needs a value" ;;
      *) refuse "unknown option $1" ;;
    esac
    case $1 in
      --provider) provider=$2 ;;
      --namespace) namespace=$2 ;;
      --timeout) timeout=$2 ;;
      --endpoint-url) endpoint_url=$2 ;;
    esac
    shift 2
  done
  [[ -n $provider ]] || refuse "--provider is required: the MediaProvider whose account is billed"
  [[ $timeout =~ ^[1-9][0-9]{0,4}$ ]] || refuse "--timeout: value $timeout must be a whole number of seconds, 1 to 99999"
}
