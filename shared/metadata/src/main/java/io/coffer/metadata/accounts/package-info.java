/** Accounts, their users and access keys, and the wrapped master key. */
@NullMarked
package io.coffer.metadata.accounts;

import org.jspecify.annotations.NullMarked;
