/** Who may use an installation: accounts, the access key pairs they sign with, and the master key that secrets are sealed under. */
@NullMarked
package io.coffer.accounts;

import org.jspecify.annotations.NullMarked;
