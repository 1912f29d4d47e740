#!/usr/bin/env bash
# s3cmd.
. "$DRIVERS/lib.sh"

version() { need s3cmd; s3cmd --version; }
s3() {
    s3cmd --config /dev/null --host "$S3_HOST" --host-bucket "$S3_HOST" --region "$AWS_DEFAULT_REGION" "$(https)" --no-progress \
        --access_key "$AWS_ACCESS_KEY_ID" --secret_key "$AWS_SECRET_ACCESS_KEY" "$@"
}
https() { case $S3_URL in https:*) echo --ssl ;; *) echo --no-ssl ;; esac; }

job_sizes() {
    for file in "$FILES"/*; do
        s3 put "$file" "s3://$BUCKET/$(basename "$file")"
        s3 get --force "s3://$BUCKET/$(basename "$file")" back
        same "$file" back
    done
}
job_tree() {
    s3 put --recursive "$TREE/" "s3://$BUCKET/tree/"
    mkdir back
    s3 get --recursive "s3://$BUCKET/tree/" back/
    same_trees "$TREE" back
}
job_metadata() {
    s3 put --mime-type text/x-certify --add-header 'x-amz-meta-color: blue' --add-header 'Cache-Control: max-age=7' \
        "$FILES/1B" "s3://$BUCKET/m"
    s3 info "s3://$BUCKET/m" > info
    grep -q text/x-certify info || fail "the content type is not $(grep MIME info)"
    grep -q 'color: *blue' info || fail "no user metadata in: $(cat info)"
}
job_ranges() {
    s3 put "$FILES/5MiB" "s3://$BUCKET/r"
    head -c 1000000 "$FILES/5MiB" > back
    s3 get --continue "s3://$BUCKET/r" back
    same "$FILES/5MiB" back
}
job_multipart() {
    s3 put --multipart-chunk-size-mb 5 "$FILES/30MB" "s3://$BUCKET/u"
    s3 get "s3://$BUCKET/u" back
    same "$FILES/30MB" back
    s3 multipart "s3://$BUCKET"
}
job_listing() {
    equal 5000 "$(s3 ls --recursive "s3://$LISTING" | wc -l)" keys
    equal 50 "$(s3 ls "s3://$LISTING" | grep -c DIR)" "common prefixes"
}
job_sync() {
    s3 sync "$TREE/" "s3://$BUCKET/"
    changed_tree
    s3 sync --delete-removed changed/ "s3://$BUCKET/"
    mkdir back
    s3 sync "s3://$BUCKET/" back/
    same_trees changed back
}
job_presigned() {
    s3 put "$FILES/1B" "s3://$BUCKET/p"
    curl -sS "$(s3 signurl "s3://$BUCKET/p" +60)" > answer
    if cmp -s answer "$FILES/1B"; then return; fi
    grep -q SignatureDoesNotMatch\\\|InvalidRequest\\\|AccessDenied answer || fail "$(cat answer)"
    by_design "signurl signs with SigV2, which only --sigv2 lets in" "docs/s3-compatibility.md#signature-version-2"
}
job_copy() {
    s3 put "$FILES/5MiB" "s3://$BUCKET/one"
    s3 cp "s3://$BUCKET/one" "s3://$BUCKET/a copy"
    s3 mv "s3://$BUCKET/a copy" "s3://$BUCKET/moved+here"
    s3 get "s3://$BUCKET/moved+here" back
    same "$FILES/5MiB" back
    equal 2 "$(s3 ls "s3://$BUCKET" | wc -l)" "objects after the move"
}

main "$@"
