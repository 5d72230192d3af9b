#!/bin/sh
# Journeys use Debian's chromium: install it when we may, else say plainly that they will be skipped.
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Debian's chromium for the browser tests …"
  if apt-get update -qq >/dev/null 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null 2>&1; then
    exit 0
  fi
fi
echo "Debian's chromium is not installed and cannot be installed here: the browser tests will be skipped." >&2
[ "${CI:-}" = true ] && exit 1
exit 0
