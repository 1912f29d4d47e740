#!/bin/sh
# Installs, upgrades and removes the package in a copy of this system: an overlay that is gone when the script ends. $1 and $2 are the
# package in an earlier and a later version, $3 an empty directory. Run in a mount namespace of its own.
set -eu

mount -t tmpfs none "$3"
mkdir "$3/upper" "$3/work" "$3/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$3/upper,workdir=$3/work" "$3/root"
cp "$1" "$3/root/earlier.deb"
cp "$2" "$3/root/later.deb"
mount -t proc proc "$3/root/proc"
mount --rbind /dev "$3/root/dev"
chroot "$3/root" sh -eux <<'INSIDE'
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

# What systemd would run, as the unit's user and with the unit's variables.
run() {
    unit=/usr/lib/systemd/system/coffer.service
    # shellcheck disable=SC2046
    setpriv --reuid=coffer --regid=coffer --clear-groups --no-new-privs \
        env -i PATH=/usr/bin:/bin COFFER_PORT=0 COFFER_TLS_PORT=0 COFFER_CONSOLE_PORT=none \
        $(sed -n 's/^Environment=//p' "$unit") $(sed -n 's/^ExecStart=//p' "$unit") >/tmp/greeting 2>&1 &
    server=$!
    until grep -q 'aws s3 mb' /tmp/greeting; do
        kill -0 "$server" || { cat /tmp/greeting; exit 1; }
        sleep 0.2
    done
    kill "$server"
    wait "$server"
    rm /tmp/greeting
}

mkdir -p /var/cache/coffer
dpkg --force-depends -i /earlier.deb
chown coffer /var/cache/coffer
[ "$(stat -c '%U %a' /var/lib/coffer)" = 'coffer 700' ]
[ "$(stat -c '%U %G %a' /etc/coffer/coffer.env)" = 'root coffer 640' ]
! command -v systemd-analyze || systemd-analyze verify coffer.service
run
[ -s /var/lib/coffer/credentials ]
pair=$(cat /var/lib/coffer/credentials)
echo COFFER_REGION=eu-central-1 >>/etc/coffer/coffer.env

dpkg --force-depends -i /later.deb
grep -q COFFER_REGION /etc/coffer/coffer.env
run
[ "$pair" = "$(cat /var/lib/coffer/credentials)" ]

dpkg -r coffer
[ ! -e /usr/bin/coffer ]
[ ! -e /usr/lib/coffer ]
grep -q COFFER_REGION /etc/coffer/coffer.env
dpkg -P coffer
[ ! -e /etc/coffer/coffer.env ]
[ "$pair" = "$(cat /var/lib/coffer/credentials)" ]
INSIDE
echo passed
