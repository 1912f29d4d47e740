/** What a process can be told: each setting's name, kind, unit, bounds and default are said once, for command lines and environments. */
package io.coffer.settings;
