#!/usr/bin/env bash
# libs3, by its program s3.
. "$DRIVERS/lib.sh"

export S3_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-} S3_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-} S3_HOSTNAME=${S3_HOST:-}
version() {
    need s3
    dpkg-query --showformat '${Package} ${Version}\n' --show libs3-2 2> /dev/null || echo "libs3, its version is not known"
}
# It returns 0 for failures, too.
s3_() {
    case $S3_URL in https:*) s3 "$@" 2> errors ;; *) s3 -u "$@" 2> errors ;; esac
    if grep -q 'Please use AWS4-HMAC-SHA256' errors; then
        by_design "this version signs with SigV2, which only --sigv2 lets in" "docs/s3-compatibility.md#signature-version-2"
    fi
    if grep -q ERROR errors; then
        cat errors
        fail "$(grep -m 1 -A 1 ERROR errors | tr -d '\n')"
    fi
}

job_sizes() {
    for file in "$FILES"/*; do
        s3_ put "$BUCKET/$(basename "$file")" filename="$file"
        s3_ get "$BUCKET/$(basename "$file")" filename=back
        same "$file" back
    done
}
job_metadata() {
    s3_ put "$BUCKET/m" filename="$FILES/1B" contentType=text/x-certify x-amz-meta-color=blue
    s3_ -s head "$BUCKET/m" > head
    grep -q text/x-certify head && grep -q blue head || fail "$(cat head)"
}
job_ranges() {
    s3_ put "$BUCKET/r" filename="$FILES/5MiB"
    s3_ get "$BUCKET/r" startByte=1000000 byteCount=1000 filename=back
    dd if="$FILES/5MiB" bs=1000 skip=1000 count=1 of=expected status=none
    same expected back
}
job_listing() {
    s3_ list "$LISTING" delimiter=/ > listing
    equal 50 "$(grep -c '^Common Prefix: ' listing)" "common prefixes"
}
job_copy() {
    s3_ put "$BUCKET/one" filename="$FILES/5MiB"
    s3_ copy "$BUCKET/one" "$BUCKET/copied"
    s3_ get "$BUCKET/copied" filename=back
    same "$FILES/5MiB" back
}

main "$@"
