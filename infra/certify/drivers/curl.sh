#!/usr/bin/env bash
# curl, which signs by itself: --aws-sigv4.
. "$DRIVERS/lib.sh"

version() {
    need curl
    curl --help all | grep -q aws-sigv4 || fail "this curl has no --aws-sigv4: it is older than 7.75"
    curl --version | cut -d " " -f 1-2
}
s3() {
    curl -sS --fail-with-body --aws-sigv4 "aws:amz:$AWS_DEFAULT_REGION:s3" --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" "$@"
}
hash_of() { echo "x-amz-content-sha256: $(sha256sum "$1" | cut -d ' ' -f 1)"; }
NOTHING='x-amz-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
put() { s3 -T "$1" -H "$(hash_of "$1")" "${@:3}" "$S3_URL/$BUCKET/$2"; }

job_sizes() {
    for file in "$FILES"/*; do
        put "$file" "$(basename "$file")"
        s3 -H "$NOTHING" -o back "$S3_URL/$BUCKET/$(basename "$file")"
        same "$file" back
    done
}
job_metadata() {
    put "$FILES/1B" m -H 'Content-Type: text/x-certify' -H 'Cache-Control: max-age=7' -H 'x-amz-meta-color: blue'
    s3 -H "$NOTHING" -I "$S3_URL/$BUCKET/m" | tr -d '\r' > head
    for header in 'content-type: text/x-certify' 'cache-control: max-age=7' 'x-amz-meta-color: blue'; do
        grep -qi "^$header" head || fail "no $header"
    done
}
job_ranges() {
    put "$FILES/5MiB" r
    head -c 1000000 "$FILES/5MiB" > back
    s3 -H "$NOTHING" -C - -o back "$S3_URL/$BUCKET/r"
    same "$FILES/5MiB" back
}
job_listing() {
    s3 -H "$NOTHING" "$S3_URL/$LISTING?delimiter=%2F&list-type=2" > listing
    equal 50 "$(grep -o '<CommonPrefixes>' listing | wc -l)" "common prefixes"
}
job_race() {
    for i in 1 2 3 4; do
        { put "$FILES/1B" once -H 'If-None-Match: *' > "try-$i" 2>&1 && echo won >> won; } &
    done
    wait
    equal 1 "$(wc -l < won)" "writers that made the object"
}

main "$@"
