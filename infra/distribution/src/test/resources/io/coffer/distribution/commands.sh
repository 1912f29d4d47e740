#!/bin/sh
# Runs the script $2 in the repository $1 as if nothing else were on the machine: with a loopback of its own, so that every port is free,
# and with an empty /tmp, /mnt and home. $3 takes the place of the directory that the tour copies. Run in namespaces of its own.
set -eu

script=$(cat "$2")
mount --bind "$3" /usr/include
mount -t tmpfs none /mnt
mkdir /mnt/home /mnt/repository
mount --bind "$1" /mnt/repository
mount -t tmpfs none /tmp
ip link set lo up
cd /mnt/repository
HOME=/mnt/home exec bash -eu -c "$script"
