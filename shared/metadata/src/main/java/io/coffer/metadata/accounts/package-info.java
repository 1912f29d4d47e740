/** Accounts, their users and access keys, and the wrapped master key. */
package io.coffer.metadata.accounts;
