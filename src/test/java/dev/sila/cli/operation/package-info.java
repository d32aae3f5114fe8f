/** What operations decide. */
@NullMarked
package dev.sila.cli.operation;

import org.jspecify.annotations.NullMarked;
