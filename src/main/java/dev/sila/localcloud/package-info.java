/**
 * The embedded local cloud: an AWS endpoint with strict rules and live machines. Imports nothing of
 * ours.
 */
@NullMarked
package dev.sila.localcloud;

import org.jspecify.annotations.NullMarked;
