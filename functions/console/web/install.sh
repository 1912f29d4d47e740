#!/bin/sh
# Installs what the pages are built and checked with, where that changed since it was installed last.
set -eu
cd "$(dirname "$0")"

if ! node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || major == 20 && minor >= 19 ? 0 : 1)' \
        2>/dev/null; then
    echo "functions/console: the pages need Node.js 20.19 or newer and its npm; found: $(node -v 2>/dev/null || echo none)." \
        "-Dexec.skip builds without the console" >&2
    exit 1
fi
# npm writes this file with every install.
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --prefer-offline --no-progress --loglevel=error
fi
