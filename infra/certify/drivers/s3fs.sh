#!/usr/bin/env bash
# s3fs: a bucket as a directory.
. "$DRIVERS/lib.sh"

version() {
    need s3fs
    [ -w /dev/fuse ] || fail "/dev/fuse cannot be opened"
    s3fs --version
}
mounted() {
    export AWSACCESSKEYID=$AWS_ACCESS_KEY_ID AWSSECRETACCESSKEY=$AWS_SECRET_ACCESS_KEY
    mkdir mount
    s3fs "$BUCKET" mount -o "url=$S3_URL,use_path_request_style,endpoint=$AWS_DEFAULT_REGION,multipart_size=10" ||
        not_applicable "the file system cannot be mounted on this machine"
    trap 'fusermount -u mount' EXIT
}

job_sizes() {
    mounted
    for file in "$FILES"/*; do
        cp "$file" mount/
        same "$file" "mount/$(basename "$file")"
    done
}
job_tree() {
    mounted
    cp -r "$TREE" mount/tree
    same_trees "$TREE" mount/tree
}
job_ranges() {
    mounted
    cp "$FILES/30MB" mount/r
    printf changed | dd of=mount/r bs=1 seek=20000000 conv=notrunc status=none
    cp "$FILES/30MB" expected
    printf changed | dd of=expected bs=1 seek=20000000 conv=notrunc status=none
    same expected mount/r
}
job_copy() {
    mounted
    cp "$FILES/5MiB" mount/one
    mv mount/one "mount/moved here"
    same "$FILES/5MiB" "mount/moved here"
    equal 1 "$(ls mount | wc -l)" "files after the rename"
}

main "$@"
