/** What a process can be told: each setting's name, kind, unit, bounds and default are said once, for command lines and environments. */
@NullMarked
package io.coffer.settings;

import org.jspecify.annotations.NullMarked;
