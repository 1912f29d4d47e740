/** The tests that every engine passes. */
package io.coffer.metadata.contract;
