/** SNS: topics, their subscriptions, and signed messages on their way to them. */
@NullMarked
package dev.sila.localcloud.service.sns;

import org.jspecify.annotations.NullMarked;
