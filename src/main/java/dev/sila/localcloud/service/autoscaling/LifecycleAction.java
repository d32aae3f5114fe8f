package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.Timeline;
import java.time.Instant;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;

/**
 * A hook that an instance waits for.
 *
 * @param token names this wait in calls and messages
 * @param since when it began: no heartbeat prolongs it beyond the hook's global time-out
 * @param timeout what ends it with the hook's default result
 */
record LifecycleAction(LifecycleHook hook, String token, Instant since, Timeline.Pending timeout) {}
