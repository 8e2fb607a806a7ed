#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check-deb.sh FILE.deb : looks the package over, then installs it in a clean Debian 12, starts the program there,
# removes it and looks for what stayed. The clean system is kept as an archive beside the package for the next time.
set -euo pipefail

deb=$(readlink -f -- "$1")
cache=$(dirname -- "$deb")/clean-debian
here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
sudo=()
[ "$(id -u)" -eq 0 ] || sudo=(sudo --)

step() { printf '== %s\n' "$*"; }
fail() {
  printf 'check-deb: %s\n' "$*" >&2
  exit 1
}

step "the package"
dpkg-deb --info "$deb"
dpkg-deb --contents "$deb"
desktop-file-validate "$here/kombo-console.desktop"
appstreamcli validate --no-net "$here"/*.metainfo.xml
# initial-upload-closes-no-bugs: there is no Debian bug to close.
lintian --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs "$deb"

# A place of its own: debootstrap takes no blanks in a path, and the source tree may have some.
work=$(mktemp -d /var/tmp/kombo-console-check.XXXXXX)
system=$work/system
# shellcheck disable=SC2317 # called by the trap
clean_up() {
  "${sudo[@]}" umount "$system/proc" 2>/dev/null || true
  "${sudo[@]}" rm -rf --one-file-system "$work"
}
trap clean_up EXIT

mkdir -p "$cache"
if [ ! -f "$cache/minbase.tar" ]; then
  step "a clean Debian 12 (once)"
  "${sudo[@]}" debootstrap --variant=minbase bookworm "$system" >"$cache/debootstrap.log" 2>&1 ||
    { tail -20 "$cache/debootstrap.log" >&2; fail "no clean system could be made (see above)"; }
  "${sudo[@]}" tar -C "$system" -cf "$cache/minbase.tar.part" .
  mv "$cache/minbase.tar.part" "$cache/minbase.tar"
else
  mkdir "$system"
  "${sudo[@]}" tar -C "$system" -xpf "$cache/minbase.tar"
fi

inside() { "${sudo[@]}" chroot "$system" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_user() { inside runuser -u guest -- env HOME=/home/guest "$@"; }
# What may differ afterwards: the package manager's own books, logs and caches.
files() {
  inside find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /var/lib/dpkg -o -path /var/lib/apt \
    -o -path /var/cache -o -path /var/log -o -path /home \) -prune -o -print | sort
}

"${sudo[@]}" cp /etc/resolv.conf "$system/etc/resolv.conf"
"${sudo[@]}" mount -t proc proc "$system/proc"
inside useradd --create-home guest
inside apt-get -q update >"$cache/apt.log" 2>&1 || { tail -5 "$cache/apt.log" >&2; fail "the package servers cannot be reached"; }
files >"$work/before"

step "installing"
"${sudo[@]}" cp "$deb" "$system/tmp/kombo-console.deb"
inside apt-get -y -q install --no-install-recommends /tmp/kombo-console.deb >>"$cache/apt.log" 2>&1 ||
  { tail -20 "$cache/apt.log" >&2; fail "it does not install"; }
grep -E 'newly installed' "$cache/apt.log" | tail -1

step "starting"
as_user kombo-console --version
as_user kombo-console --help >/dev/null
status=0
as_user QT_QPA_PLATFORM=offscreen timeout --preserve-status --signal=TERM --kill-after=10 6 \
  kombo-console --data /home/guest/window --port 0 || status=$?
[ "$status" -eq 0 ] || fail "the window ended with $status instead of 0 at SIGTERM"
[ -f "$system/home/guest/window/console.sqlite" ] || fail "the window made no store"
status=0
as_user timeout --preserve-status --signal=TERM --kill-after=10 6 \
  kombo-console listen --sandbox --data /home/guest/listen --port 0 >"$work/listen" || status=$?
[ "$status" -eq 0 ] || fail "listen ended with $status instead of 0 at SIGTERM"
[ -s "$work/listen" ] || fail "listen --sandbox printed no event"
printf '%s events of the sandbox received\n' "$(wc -l <"$work/listen")"

step "removing"
inside apt-get -y -q purge --autoremove kombo-console >>"$cache/apt.log" 2>&1
files >"$work/after"
left=$(comm -13 "$work/before" "$work/after" | grep -vE '^/(etc/ld\.so\.cache|var/lib/systemd/deb-systemd-.*|etc/(passwd|group|shadow|gshadow)-?)$' || true)
[ -z "$left" ] || fail "this stayed behind: $left"
step "$(basename -- "$deb") installs, starts and leaves nothing behind"
