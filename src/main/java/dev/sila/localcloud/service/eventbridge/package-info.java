/** EventBridge: buses, rules with patterns and schedules, and what rules send where. */
@NullMarked
package dev.sila.localcloud.service.eventbridge;

import org.jspecify.annotations.NullMarked;
