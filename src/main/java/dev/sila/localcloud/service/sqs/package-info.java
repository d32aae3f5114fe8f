/** SQS: queues, their messages, and what becomes of messages that nobody can handle. */
@NullMarked
package dev.sila.localcloud.service.sqs;

import org.jspecify.annotations.NullMarked;
