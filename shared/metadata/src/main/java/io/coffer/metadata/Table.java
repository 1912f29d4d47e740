package io.coffer.metadata;

/** The tables, with the suffix of their name in DynamoDB (after the deployment's prefix). */
public enum Table {
    /** Accounts and their plans: partition account id. */
    ACCOUNTS("accounts"),
    /** Access keys: partition access key id. */
    ACCESS_KEYS("access-keys"),
    /** Buckets by name: partition bucket name. */
    BUCKETS("buckets"),
    /** Names of an account's buckets: partition account id, sort bucket name. */
    OWNED_BUCKETS("owned-buckets"),
    /** Current objects: partition bucket id, sort object key. */
    OBJECTS("objects"),
    /** Bytes of small objects: partition content id. Apart from the records, so that listings never read bytes. */
    SMALL_BLOBS("small-blobs"),
    /** Multipart uploads in progress by key: partition bucket id, sort key and upload id. */
    UPLOADS("uploads"),
    /** Parts of an upload: partition upload id, sort part number. */
    PARTS("parts"),
    /** Pages of the part lists of completed objects: partition upload id. */
    MANIFESTS("manifests"),
    /** Who shares a content after a copy: partition content id, sort holder id. */
    HOLDERS("holders"),
    /** Blobs being written, and contents nobody points to any more: work for the sweep, ordered by when it falls due. */
    RECLAIM("reclaim");

    private final String suffix;

    Table(String suffix) {
        this.suffix = suffix;
    }

    public String suffix() {
        return suffix;
    }
}
