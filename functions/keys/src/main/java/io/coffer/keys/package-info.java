/** The function of the query APIs of IAM and STS, by which keys will be managed; so far it refuses all of them. */
package io.coffer.keys;
