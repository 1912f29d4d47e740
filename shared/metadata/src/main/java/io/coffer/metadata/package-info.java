/**
 * Everything Coffer remembers but object bytes. {@link io.coffer.metadata.OrderedTables} is the small port the engines implement (the
 * embedded one and DynamoDB); the stores over it are written once and know no engine. They know neither S3's words nor HTTP: what they
 * refuse is an {@link io.coffer.metadata.Outcome}.
 */
package io.coffer.metadata;
