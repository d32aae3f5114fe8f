/** The command line: one command per file, and what they share. */
@NullMarked
package dev.sila.cli;

import org.jspecify.annotations.NullMarked;
