package io.coffer.metadata.tables;

import java.util.Optional;

/**
 * What became of a {@linkplain OrderedTables#replace replacement}.
 *
 * @param done false if nothing was changed
 * @param before what was there; what is still there if nothing was changed
 */
public record Replaced(boolean done, Optional<Item> before) {}
