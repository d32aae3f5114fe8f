/** CloudWatch Logs: groups, streams, events, and filters that make metrics of them. */
@NullMarked
package dev.sila.localcloud.service.logs;

import org.jspecify.annotations.NullMarked;
