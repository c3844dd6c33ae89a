#!/usr/bin/env bash
# Installs Debian's chromium for the tests that open pages in a browser, where it is missing and
# this may be done; says what it did on the error stream, and never fails: whether the tests may
# be left out is for CI_BROWSER to say.
set -u

if command -v "${ZOPA_CHROMIUM:-chromium}" >/dev/null 2>&1; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  export DEBIAN_FRONTEND=noninteractive
  { apt-get install -y -qq chromium ||
    { apt-get update -qq && apt-get install -y -qq chromium; }
  } >/dev/null 2>&1
fi
command -v chromium >/dev/null 2>&1 ||
  echo "No chromium: the tests that need a browser are left out." >&2
exit 0
