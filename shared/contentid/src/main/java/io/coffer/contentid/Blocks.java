package io.coffer.contentid;

/** Blocks that are at hand, by their content ids. */
interface Blocks {

    /**
     * A block's own bytes.
     *
     * @throws ArchiveRefusal if it is not at hand
     */
    Piece block(Cid cid);

    /**
     * A block as a CAR archive has it, with its length and its content id before it.
     *
     * @throws ArchiveRefusal if it is not at hand
     */
    Piece section(Cid cid);

    /**
     * A block of DAG-PB.
     *
     * @throws ArchiveRefusal if it is not at hand, or no such block
     */
    DagNode node(Cid cid);
}
