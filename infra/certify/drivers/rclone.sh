#!/usr/bin/env bash
# rclone.
. "$DRIVERS/lib.sh"

[ "$1" != run ] || cat > rclone.conf <<CONFIG
[s3]
type = s3
provider = Other
access_key_id = $AWS_ACCESS_KEY_ID
secret_access_key = $AWS_SECRET_ACCESS_KEY
region = $AWS_DEFAULT_REGION
endpoint = $S3_URL
force_path_style = true
CONFIG

version() { need rclone; rclone version; }
r() { rclone --config rclone.conf --s3-no-check-bucket --retries 1 "$@"; }

job_sizes() {
    r copy "$FILES" "s3:$BUCKET/files"
    r copy "s3:$BUCKET/files" back
    same_trees "$FILES" back
    r check --download "$FILES" "s3:$BUCKET/files"
}
job_tree() {
    r copy "$TREE" "s3:$BUCKET/tree"
    r copy "s3:$BUCKET/tree" back
    same_trees "$TREE" back
}
job_metadata() {
    r copyto --header-upload 'Content-Type: text/x-certify' --header-upload 'Cache-Control: max-age=7' "$FILES/1B" "s3:$BUCKET/m"
    equal text/x-certify "$(r lsf --format m "s3:$BUCKET/m")" "the content type"
    touch -d '2001-02-03T04:05:06Z' dated
    r copyto dated "s3:$BUCKET/dated"
    equal '2001-02-03 04:05:06' "$(TZ=UTC r lsf --format t "s3:$BUCKET/dated")" "the time that rclone keeps in metadata"
}
job_ranges() {
    r copyto "$FILES/5MiB" "s3:$BUCKET/r"
    r cat --offset 1000000 --count 1000 "s3:$BUCKET/r" > back
    dd if="$FILES/5MiB" bs=1000 skip=1000 count=1 of=expected status=none
    same expected back
}
job_multipart() {
    r copyto --s3-upload-cutoff 5M --s3-chunk-size 5M "$FILES/30MB" "s3:$BUCKET/u"
    r copyto "s3:$BUCKET/u" back
    same "$FILES/30MB" back
    r cleanup "s3:$BUCKET"
}
job_listing() {
    equal 5000 "$(r lsf -R --files-only "s3:$LISTING" | wc -l)" keys
    equal 50 "$(r lsf "s3:$LISTING" | wc -l)" "common prefixes"
}
job_sync() {
    r sync "$TREE" "s3:$BUCKET"
    changed_tree
    r sync changed "s3:$BUCKET"
    r copy "s3:$BUCKET" back
    same_trees changed back
    r check changed "s3:$BUCKET"
}
job_presigned() {
    r copyto "$FILES/5MiB" "s3:$BUCKET/p"
    curl -sSf -o back "$(r link --expire 1m "s3:$BUCKET/p")"
    same "$FILES/5MiB" back
}
job_copy() {
    r copyto "$FILES/30MB" "s3:$BUCKET/one"
    r copyto "s3:$BUCKET/one" "s3:$BUCKET/a copy"
    r moveto "s3:$BUCKET/a copy" "s3:$BUCKET/moved+here"
    r copyto "s3:$BUCKET/moved+here" back
    same "$FILES/30MB" back
    equal 2 "$(r lsf "s3:$BUCKET" | wc -l)" "objects after the move"
}

main "$@"
