/** What commands do: from files and a cloud to plans, and from plans to their application. */
@NullMarked
package dev.sila.cli.operation;

import org.jspecify.annotations.NullMarked;
