/** Reads an environment directory into the model, and says where each value came from. */
@NullMarked
package dev.sila.config;

import org.jspecify.annotations.NullMarked;
