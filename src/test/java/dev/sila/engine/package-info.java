/** Tests of the engine, on a small provider in memory. */
@NullMarked
package dev.sila.engine;

import org.jspecify.annotations.NullMarked;
