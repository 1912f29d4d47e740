#!/usr/bin/env bash
# The AWS CLI.
. "$DRIVERS/lib.sh"

export AWS_CONFIG_FILE=$PWD/config AWS_SHARED_CREDENTIALS_FILE=$PWD/none AWS_PAGER=
[ "$1" != run ] || printf '[default]\ns3 =\n  addressing_style = path\n  signature_version = s3v4\n' > config

version() { need aws; aws --version; }
s3() { aws --endpoint-url "$S3_URL" s3 "$@"; }
api() { aws --endpoint-url "$S3_URL" s3api "$@"; }

job_sizes() {
    for file in "$FILES"/*; do
        s3 cp --only-show-errors "$file" "s3://$BUCKET/$(basename "$file")"
        s3 cp --only-show-errors "s3://$BUCKET/$(basename "$file")" back
        same "$file" back
    done
}
job_tree() {
    s3 cp --recursive --only-show-errors "$TREE" "s3://$BUCKET/tree"
    s3 cp --recursive --only-show-errors "s3://$BUCKET/tree" back
    same_trees "$TREE" back
}
job_metadata() {
    s3 cp --only-show-errors "$FILES/1B" "s3://$BUCKET/m" --content-type text/x-certify --cache-control max-age=7 \
        --content-disposition 'attachment; filename="a b"' --metadata color=blue,shape=round
    equal 'text/x-certify max-age=7 attachment; filename="a b" blue round' "$(api head-object --bucket "$BUCKET" --key m --output text \
        --query 'join(`" "`, [ContentType, CacheControl, ContentDisposition, Metadata.color, Metadata.shape])' | sed 's/^"//')" metadata
}
job_ranges() {
    s3 cp --only-show-errors "$FILES/5MiB" "s3://$BUCKET/r"
    api get-object --bucket "$BUCKET" --key r --range bytes=0-1048575 first > /dev/null
    api get-object --bucket "$BUCKET" --key r --range bytes=1048576- rest > /dev/null
    cat first rest > back
    same "$FILES/5MiB" back
    refused InvalidRange api get-object --bucket "$BUCKET" --key r --range bytes=5242880- none
}
job_multipart() {
    split -b 5242880 "$FILES/30MB" part-
    local upload
    upload=$(api create-multipart-upload --bucket "$BUCKET" --key u --query UploadId --output text)
    api upload-part --bucket "$BUCKET" --key u --upload-id "$upload" --part-number 1 --body part-aa > /dev/null
    api abort-multipart-upload --bucket "$BUCKET" --key u --upload-id "$upload"
    refused NoSuchUpload api list-parts --bucket "$BUCKET" --key u --upload-id "$upload"
    upload=$(api create-multipart-upload --bucket "$BUCKET" --key u --query UploadId --output text)
    api upload-part --bucket "$BUCKET" --key u --upload-id "$upload" --part-number 1 --body part-aa > /dev/null
    equal "$upload" "$(api list-multipart-uploads --bucket "$BUCKET" --query 'Uploads[0].UploadId' --output text)" "the upload to resume"
    local next number=2
    next=$(api list-parts --bucket "$BUCKET" --key u --upload-id "$upload" --query 'length(Parts)')
    equal 1 "$next" "parts that are there"
    for part in part-a[b-f]; do
        api upload-part --bucket "$BUCKET" --key u --upload-id "$upload" --part-number $number --body "$part" > /dev/null
        number=$((number + 1))
    done
    api list-parts --bucket "$BUCKET" --key u --upload-id "$upload" --query '{Parts: Parts[].{PartNumber: PartNumber, ETag: ETag}}' > parts
    api complete-multipart-upload --bucket "$BUCKET" --key u --upload-id "$upload" --multipart-upload file://parts > /dev/null
    s3 cp --only-show-errors "s3://$BUCKET/u" back
    same "$FILES/30MB" back
}
job_listing() {
    equal 5000 "$(s3 ls --recursive "s3://$LISTING" | wc -l)" keys
    equal 50 "$(s3 ls "s3://$LISTING" | grep -c 'PRE d')" "common prefixes"
    equal 100 "$(s3 ls "s3://$LISTING/d07/" | wc -l)" "keys of a prefix"
}
job_sync() {
    s3 sync --only-show-errors "$TREE" "s3://$BUCKET"
    changed_tree
    s3 sync --only-show-errors --delete changed "s3://$BUCKET"
    s3 sync --only-show-errors "s3://$BUCKET" back
    same_trees changed back
    equal '' "$(s3 sync --delete changed "s3://$BUCKET")" "a sync of what is the same"
}
job_presigned() {
    s3 cp --only-show-errors "$FILES/5MiB" "s3://$BUCKET/p"
    curl -sSf -o back "$(s3 presign "s3://$BUCKET/p" --expires-in 60)"
    same "$FILES/5MiB" back
}
job_copy() {
    s3 cp --only-show-errors "$FILES/30MB" "s3://$BUCKET/one"
    s3 cp --only-show-errors "s3://$BUCKET/one" "s3://$BUCKET/a copy"
    s3 mv --only-show-errors "s3://$BUCKET/a copy" "s3://$BUCKET/moved+here"
    s3 cp --only-show-errors "s3://$BUCKET/moved+here" back
    same "$FILES/30MB" back
    equal 2 "$(s3 ls --recursive "s3://$BUCKET" | wc -l)" "objects after the move"
}
job_race() {
    for i in 1 2 3 4; do
        { api put-object --bucket "$BUCKET" --key once --body "$FILES/1B" --if-none-match '*' > "try-$i" 2>&1 && echo won >> won; } &
    done
    wait
    equal 1 "$(wc -l < won)" "writers that made the object"
    equal 3 "$(cat try-* | grep -cE 'PreconditionFailed|ConditionalRequestConflict')" "writers that were refused"
}
job_checksums() {
    for algorithm in CRC32 CRC32C CRC64NVME SHA1 SHA256; do
        api put-object --bucket "$BUCKET" --key c --body "$FILES/5MiB" --checksum-algorithm $algorithm > put 2>&1 || {
            # Some are computed by a library that the client does not always bring.
            grep -q 'botocore\[crt\]' put && continue
            cat put
            exit 1
        }
        local field=Checksum$algorithm
        equal "$(grep "\"$field\"" put)" \
            "$(api head-object --bucket "$BUCKET" --key c --checksum-mode ENABLED | grep "\"$field\"")" $algorithm
        api get-object --bucket "$BUCKET" --key c --checksum-mode ENABLED back > /dev/null
    done
    refused BadDigest api put-object --bucket "$BUCKET" --key c --body "$FILES/1B" --checksum-crc32 AAAAAA==
}
job_versions() {
    api put-bucket-versioning --bucket "$BUCKET" --versioning-configuration Status=Enabled
    local first marker
    first=$(api put-object --bucket "$BUCKET" --key v --body "$FILES/1B" --query VersionId --output text)
    api put-object --bucket "$BUCKET" --key v --body "$FILES/5MiB" > /dev/null
    api delete-object --bucket "$BUCKET" --key v > /dev/null
    refused 404 api head-object --bucket "$BUCKET" --key v
    api get-object --bucket "$BUCKET" --key v --version-id "$first" back > /dev/null
    same "$FILES/1B" back
    marker=$(api list-object-versions --bucket "$BUCKET" --query 'DeleteMarkers[0].VersionId' --output text)
    api delete-object --bucket "$BUCKET" --key v --version-id "$marker" > /dev/null
    api get-object --bucket "$BUCKET" --key v back > /dev/null
    same "$FILES/5MiB" back
}

main "$@"
