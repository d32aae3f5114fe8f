package dev.sila.localcloud.traffic;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** One look at a target. Asynchronous: network work must not hold the local cloud's lock. */
public interface Probe {
    /**
     * Asks the target and tells the outcome, once, under the local cloud's lock.
     *
     * @param timeout in real time
     */
    void look(
            HealthCheck check,
            InetAddress address,
            int port,
            Duration timeout,
            Consumer<Outcome> tell);

    /**
     * What a look saw.
     *
     * @param reason AWS's reason code when it failed
     * @param description AWS's sentence
     */
    record Outcome(boolean passed, String reason, String description) {
        public static final Outcome PASSED = new Outcome(true, "", "");

        public static Outcome mismatch(int status) {
            return new Outcome(
                    false,
                    "Target.ResponseCodeMismatch",
                    "Health checks failed with these codes: [" + status + "]");
        }

        public static Outcome timeout() {
            return new Outcome(false, "Target.Timeout", "Request timed out");
        }

        public static Outcome failed() {
            return new Outcome(false, "Target.FailedHealthChecks", "Health checks failed");
        }
    }
}
