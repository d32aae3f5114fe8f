/** The INI dialect of Asiaq's files, every value with its file and line. */
@NullMarked
package dev.sila.config.ini;

import org.jspecify.annotations.NullMarked;
