/**
 * The engine: desired specs against found resources, a plan, and its application. Knows no cloud.
 */
@NullMarked
package dev.sila.engine;

import org.jspecify.annotations.NullMarked;
