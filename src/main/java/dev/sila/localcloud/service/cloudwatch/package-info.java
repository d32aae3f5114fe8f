/** CloudWatch: metrics, and alarms that evaluate and act. */
@NullMarked
package dev.sila.localcloud.service.cloudwatch;

import org.jspecify.annotations.NullMarked;
