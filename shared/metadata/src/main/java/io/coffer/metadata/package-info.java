/**
 * Everything that Coffer stores, except for blobs: the bytes of small objects are here, too. This package has the records, and the
 * outcomes of what stores are asked.
 * {@link io.coffer.metadata.tables.OrderedTables} is the small port the engines implement; the stores over it are written once and know no
 * engine. They know neither S3's words nor HTTP: what they refuse is an {@link io.coffer.metadata.Outcome}.
 */
@NullMarked
package io.coffer.metadata;

import org.jspecify.annotations.NullMarked;
