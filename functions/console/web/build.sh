#!/bin/sh
# Builds the pages where something changed since they were built last; Maven calls this with every build, so that doing nothing is quick.
set -eu
cd "$(dirname "$0")"

built=../target/classes/META-INF/console/index.html
if [ -f "$built" ] && [ -z "$(find . -name node_modules -prune -o -newer "$built" -print | head -n 1)" ]; then
    exit 0
fi

./install.sh
npm run --silent build -- --logLevel warn
