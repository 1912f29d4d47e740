package io.coffer.contentid;

/** What a block is, by its number in the table of multicodecs; the two kinds that files consist of. */
enum Codec {

    /** Bytes as they are. */
    RAW(0x55),
    /** A node with links to other blocks. */
    DAG_PB(0x70);

    private final int number;

    Codec(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
