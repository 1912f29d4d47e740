/**
 * Everything Coffer remembers but object bytes. {@link io.coffer.metadata.OrderedTables} is the small port the engines implement (the
 * embedded one and DynamoDB); the stores over it are written once and know no engine.
 */
package io.coffer.metadata;
