/** When scheduled sizes apply: AWS's recurrences in time zones, across changes of the clocks. */
@NullMarked
package dev.sila.model.schedule;

import org.jspecify.annotations.NullMarked;
