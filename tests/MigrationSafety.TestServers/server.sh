#!/bin/sh
# Runs one PostgreSQL server in the directory $2 from the binaries in $1 until standard input closes.
# The test process holds the other end: however it ends, the kernel closes the pipe, the server stops and
# its directory goes away. When the server ends by itself, the directory stays, because its log says why.
set -eu
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
  : >"$home/stopped"
  # Repeated: a server that has just been started does not listen to signals yet.
  while kill -INT "$server"; do sleep 0.1; done
} &
wait "$server" || true
if [ -e "$home/stopped" ]; then rm -rf "$home"; fi
