#!/bin/sh
# Starts what an image's layers hold, as a container would: $1 the directory with the layers, $2 what is mounted at /data, $3 the user, then
# the command. The root is read-only, and /tmp is empty. Run in a mount namespace of its own.
set -eu

root=$1 data=$2 user=$3
shift 3
mount --bind "$root" "$root"
mount --bind "$data" "$root/data"
mount -t tmpfs none "$root/tmp"
chmod 1777 "$root/tmp"
mkdir -p "$root/proc" "$root/dev"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -o remount,bind,ro "$root"
! touch "$root/app/probe" 2>/dev/null
exec chroot --userspec="$user" "$root" "$@"
