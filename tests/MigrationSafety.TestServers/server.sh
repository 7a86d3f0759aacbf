#!/bin/sh
# Runs one PostgreSQL server in the directory $2 from the binaries in $1 until standard input closes.
# The test process holds the other end: however it ends, the kernel closes the pipe, the server stops and
# its directory goes away. When the server ends by itself, the file "ended" says so, and the log stays until then.
set -eu
# Ctrl-C and "timeout" signal the whole process group; this script must live on to clean up.
trap '' INT TERM HUP
native=$1
home=$2
shift 2
exec 3<&0 </dev/null >"$home/server.log" 2>&1

as=
if [ "$(id -u)" = 0 ]; then
  # initdb and postgres refuse to run as root; "nobody" exists on every Debian.
  as="setpriv --reuid=$(id -u nobody) --regid=$(id -g nobody) --clear-groups"
  # A checkout below /root cannot be read by that user.
  if ! $as test -x "$native/bin/postgres"; then
    cp -a "$native" "$home/native"
    native=$home/native
    chmod -R a+rX "$native"
  fi
  chown "$(id -u nobody):$(id -g nobody)" "$home"
fi

$as "$native/bin/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --locale=C --no-sync
$as "$native/bin/postgres" -D "$home/data" -k "$home" "$@" 3<&- &
server=$!

{
  cat <&3 >/dev/null
  # Repeated: a server that has just been started does not listen to signals yet.
  while [ ! -e "$home/ended" ] && kill -INT "$server"; do sleep 0.1; done
} &
closing=$!
wait "$server" || true
: >"$home/ended"
wait "$closing" || true
rm -rf "$home"
