/** The DynamoDB engine: a table of DynamoDB for each table of the port. */
package io.coffer.metadata.dynamodb;
