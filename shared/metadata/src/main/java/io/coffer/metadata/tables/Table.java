package io.coffer.metadata.tables;

/** The tables, with the suffix of their name in DynamoDB (after the deployment's prefix). */
public enum Table {
    /** Accounts, their plans and their users: partition account id; all accounts' ids, and ids by their canonical ids. */
    ACCOUNTS("accounts"),
    /** Access keys: partition access key id. */
    ACCESS_KEYS("access-keys"),
    /** Buckets by name: partition bucket name. */
    BUCKETS("buckets"),
    /** Names of an account's buckets: partition account id, sort bucket name. */
    OWNED_BUCKETS("owned-buckets"),
    /** Documents buckets are configured with: partition bucket id, sort the configuration's name. */
    BUCKET_CONFIGURATIONS("bucket-configurations"),
    /** Which buckets have lifecycle rules: one partition, sort bucket name. In another, how far walks over all buckets have come. */
    LIFECYCLES("lifecycles"),
    /** Current objects: partition bucket id, sort object key. A key whose current version is a delete marker has none. */
    OBJECTS("objects"),
    /** Keys that have versions beside the current object: partition bucket id, sort object key. */
    VERSION_KEYS("version-keys"),
    /**
     * Those versions, newest first: partition bucket id and digest of the key (a key and a version id do not fit one sort key), sort
     * version id.
     */
    VERSIONS("versions"),
    /** Bytes of small objects: partition content id. Apart from the records, so that listings never read bytes. */
    SMALL_BLOBS("small-blobs"),
    /** Keys with multipart uploads in progress: partition bucket id, sort object key. */
    UPLOAD_KEYS("upload-keys"),
    /** Multipart uploads in progress: partition bucket id and digest of the key, for the same reason, sort upload id. */
    UPLOADS("uploads"),
    /** Parts of an upload: partition upload id, sort part number. */
    PARTS("parts"),
    /** Pages of the part lists of completed objects: partition upload id, sort completion attempt and page. */
    MANIFESTS("manifests"),
    /** Who shares a content after a copy: partition content id, sort holder id. */
    HOLDERS("holders"),
    /** Which objects have a content id of IPFS: partition content id, sort holder id. */
    CONTENT_IDS("content-ids"),
    /** Blobs being written, and contents nobody points to any more: work for the sweep. Partition kind and shard, sort time and id. */
    RECLAIM("reclaim"),
    /**
     * What is counted: partition account id, sort bucket or day; partition access key id, sort {@code last-used}. Apart from what it is
     * about, so that whoever counts may write nothing else.
     */
    USAGE("usage");

    private final String suffix;

    Table(String suffix) {
        this.suffix = suffix;
    }

    public String suffix() {
        return suffix;
    }
}
