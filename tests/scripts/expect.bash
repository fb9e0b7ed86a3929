# Read by tests that run commands in a folder of their own.
fail() { echo "FAILED: $*"; exit 1; }
# expect STATUS COMMAND…: runs it, keeps out and err, checks the status.
expect() {
  local wanted=$1 status=0
  shift
  "$@" >out 2>err || status=$?
  [ "$status" -eq "$wanted" ] || { cat out err; fail "'$*' exits with $status, not $wanted"; }
}
says() { grep -qF -- "$1" err || { cat err; fail "standard error does not say '$1'"; }; }
