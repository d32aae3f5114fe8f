/** Faults on demand: throttling, lost requests and replies, sudden death; and a count of calls. */
@NullMarked
package dev.sila.localcloud.faults;

import org.jspecify.annotations.NullMarked;
