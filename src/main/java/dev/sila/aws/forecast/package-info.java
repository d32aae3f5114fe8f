/** What carrying out a plan asks of AWS: calls, time, permissions, quotas. */
@NullMarked
package dev.sila.aws.forecast;

import org.jspecify.annotations.NullMarked;
