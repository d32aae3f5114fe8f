/**
 * Commands and shells on hosts by SSH: directly or through a jump host, with checked host keys.
 * Knows no cloud.
 */
@NullMarked
package dev.sila.remote;

import org.jspecify.annotations.NullMarked;
