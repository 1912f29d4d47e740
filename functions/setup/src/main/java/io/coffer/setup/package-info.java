/** What is done once, when the templates make an installation: its master key, and the access key pair that everything else begins with. */
@NullMarked
package io.coffer.setup;

import org.jspecify.annotations.NullMarked;
