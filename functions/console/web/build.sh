#!/bin/sh
# Builds the pages where something changed since they were built last; Maven calls this with every build, so that doing nothing is quick.
set -eu
cd "$(dirname "$0")"

built=../target/classes/META-INF/console/index.html
if [ -f "$built" ] && [ -z "$(find . -name node_modules -prune -o -newer "$built" -print | head -n 1)" ]; then
    exit 0
fi

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
npm run --silent build -- --logLevel warn
