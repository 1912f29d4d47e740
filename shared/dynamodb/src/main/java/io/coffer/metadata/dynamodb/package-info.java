/** The DynamoDB engine: a table of DynamoDB for each table of the port. */
@NullMarked
package io.coffer.metadata.dynamodb;

import org.jspecify.annotations.NullMarked;
