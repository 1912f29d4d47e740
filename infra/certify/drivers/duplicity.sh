#!/usr/bin/env bash
# duplicity.
. "$DRIVERS/lib.sh"

version() { need duplicity; duplicity --version; }
d() {
    PATH=/usr/bin:$PATH duplicity --no-encryption --archive-dir "$PWD/archive" --s3-endpoint-url "$S3_URL" \
        --s3-region-name "$AWS_DEFAULT_REGION" --no-print-statistics -v1 "$@"
}

job_purpose() {
    local url=boto3+s3://$BUCKET/duplicity
    d full "$TREE" "$url"
    changed_tree
    d incremental --allow-source-mismatch changed "$url"
    d verify "$url" changed --compare-data
    rm -rf archive
    d restore "$url" back
    same_trees changed back
    d restore --restore-time now "$url" again
    d remove-all-but-n-full 1 --force "$url"
}

main "$@"
