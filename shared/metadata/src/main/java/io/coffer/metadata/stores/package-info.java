/** All stores over one engine. */
package io.coffer.metadata.stores;
