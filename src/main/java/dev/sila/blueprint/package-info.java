/** From the model to the specs of resources, by pure functions. */
@NullMarked
package dev.sila.blueprint;

import org.jspecify.annotations.NullMarked;
