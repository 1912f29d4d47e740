package io.coffer.certify;

import java.util.Locale;

/** What a client is asked to do. */
enum Job {

    SIZES("round trips of 0 B, 1 B, 5 MiB, 30 MB, and 1 GB with --large"),
    TREE("a tree of 300 files with odd names and empty files, up and down"),
    METADATA("content type, cache control, user metadata"),
    RANGES("ranges, and a download that is resumed"),
    MULTIPART("an upload in parts that is aborted, and one that is resumed"),
    LISTING("5,000 keys, all of them and with a delimiter"),
    SYNC("a tree that is synchronised, changed, and synchronised with deletion"),
    PRESIGNED("presigned GET and PUT, and POST with a policy"),
    COPY("copies and renames on the server"),
    RACE("several writers that create one key, of whom one wins"),
    CHECKSUMS("every checksum that the client knows, and a wrong one"),
    VERSIONS("versions and delete markers"),
    CORS("an upload from a page of another origin"),
    PURPOSE("what the client is made for: backups, tables, state with a lock");

    private final String description;

    Job(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    /** As drivers and users write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
