#!/usr/bin/env bash
# s4cmd.
. "$DRIVERS/lib.sh"

version() { need s4cmd; s4cmd --version; }
s4() { S3_ACCESS_KEY=$AWS_ACCESS_KEY_ID S3_SECRET_KEY=$AWS_SECRET_ACCESS_KEY s4cmd --endpoint-url "$S3_URL" "$@"; }

job_sizes() {
    for file in "$FILES"/*; do
        s4 put -f "$file" "s3://$BUCKET/$(basename "$file")"
        s4 get -f "s3://$BUCKET/$(basename "$file")" back
        same "$file" back
    done
}
job_tree() {
    s4 put -r "$TREE" "s3://$BUCKET/"
    s4 get -r "s3://$BUCKET/tree" .
    same_trees "$TREE" tree
}
job_listing() {
    equal 5000 "$(s4 ls -r "s3://$LISTING" | wc -l)" keys
    equal 50 "$(s4 ls "s3://$LISTING" | grep -c DIR)" "common prefixes"
}
job_copy() {
    s4 put "$FILES/5MiB" "s3://$BUCKET/one"
    s4 cp "s3://$BUCKET/one" "s3://$BUCKET/copied"
    s4 mv "s3://$BUCKET/copied" "s3://$BUCKET/moved+here"
    s4 get "s3://$BUCKET/moved+here" back
    same "$FILES/5MiB" back
}

main "$@"
