#!/bin/sh
# Runs one PostgreSQL server in the directory $2 from the binaries in $1, and starts it again however it ends, until standard
# input closes or the file "stay-down" is there. The directory "data" is made by initdb unless the caller has put one there.
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

[ -d "$home/data" ] || $as "$native/bin/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --locale=C --no-sync

{
  cat <&3 >/dev/null
  : >"$home/over"
  # Repeated: a server that has just been started does not listen to signals yet.
  while [ ! -e "$home/ended" ]; do
    [ ! -s "$home/data/postmaster.pid" ] || kill -INT "$(head -n 1 "$home/data/postmaster.pid")" || true
    sleep 0.1
  done
} &
closing=$!
while [ ! -e "$home/over" ]; do
  if [ -e "$home/stay-down" ]; then
    : >"$home/down"
    sleep 0.05
  else
    rm -f "$home/down"
    $as "$native/bin/postgres" -D "$home/data" -k "$home" "$@" 3<&- || true
  fi
done
: >"$home/ended"
wait "$closing" || true
rm -rf "$home"
