#!/usr/bin/env bash
# restic.
. "$DRIVERS/lib.sh"

export RESTIC_PASSWORD=certify RESTIC_REPOSITORY=s3:${S3_URL:-}/${BUCKET:-}/restic
CACHE=$PWD/cache
version() { need restic; restic version; }
r() { restic --cache-dir "$CACHE" -o s3.bucket-lookup=path -q "$@"; }

job_purpose() {
    r init
    (cd "$TREE" && r backup .)
    changed_tree
    (cd changed && r backup .)
    r check --read-data
    r restore latest --target back
    same_trees changed back
    r forget --group-by host --keep-last 1 --prune
    r check --read-data
    equal 1 "$(r snapshots --json | grep -o '"short_id"' | wc -l)" "snapshots that are kept"
}

main "$@"
