/**
 * Holds Coffer to what the newest AWS SDKs know of S3: each operation of their models is carried out or refused by its own name. The tests
 * fail when a newer SDK knows an operation that the router does not.
 */
package io.coffer.newestsdk;
