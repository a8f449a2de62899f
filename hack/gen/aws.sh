#!/usr/bin/env bash
# ./dev gen aws: prunes AWS's service models to the operations that lib/Aws/operations.json lists.
#
#   hack/gen/aws.sh [--from FOLDER] [SERVICE OPERATION…]
#
# Named operations are added to the list first, and only that service is pruned. The full models are those of python3's
# botocore if it is the release that lib/Aws/models/README.md names (Debian's is older); FOLDER is the data folder of another.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

committed_release() {
  sed -nE 's/.*botocore ([0-9]+(\.[0-9]+)+).*/\1/p' lib/Aws/models/README.md
}

# Sets botocore to the data folder of the release that the committed models come from.
find_botocore() {
  local release installed
  release=$(committed_release)
  installed=$(python3 -c 'import botocore; print(botocore.__version__, botocore.__path__[0])' 2>/dev/null) || installed=none
  [[ $installed == "$release "* ]] || die "gen aws: python3 has botocore ${installed%% *}, the models come from $release. Get it with
  pip install --no-deps --target FOLDER botocore==$release
and pass --from FOLDER/botocore/data"
  botocore=${installed#* }/data
}

botocore=
if [[ ${1-} == --from ]]; then
  [[ -d ${2-} ]] || die "gen aws: --from needs a folder"
  botocore=$(realpath "$2")
  shift 2
fi
[[ ${1-} != -* ]] || die "gen aws: unknown option $1 (--from FOLDER)"
[[ $# != 1 ]] || die "gen aws: name the operations of $1 to add"

[[ -n $botocore ]] || find_botocore
step "Pruning the service models"
logged "$LOGS/gen-aws.log" dotnet run --project lib/Aws/generator -- prune lib/Aws/models lib/Aws/operations.json "$botocore" "$@"
ok
