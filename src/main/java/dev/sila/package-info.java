/** Sila's entry point. */
@NullMarked
package dev.sila;

import org.jspecify.annotations.NullMarked;
