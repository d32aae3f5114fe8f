/** What commands print: rows as tables, JSON or YAML on stdout, progress on stderr. */
@NullMarked
package dev.sila.cli.output;

import org.jspecify.annotations.NullMarked;
