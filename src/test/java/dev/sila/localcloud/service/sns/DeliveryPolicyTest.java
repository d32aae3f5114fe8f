package dev.sila.localcloud.service.sns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When deliveries are tried again. */
final class DeliveryPolicyTest {
    private static String retry(String members) {
        return "{\"healthyRetryPolicy\":{" + members + "}}";
    }

    @Test
    void threeRetriesAfterTwentySecondsEachUnlessTold() {
        assertThat(DeliveryPolicy.of(null, null).delays()).containsExactly(20, 20, 20);
    }

    @Test
    void phasesFollowEachOther() {
        String own =
                retry(
                        "\"minDelayTarget\":1,\"maxDelayTarget\":9,\"numRetries\":9,"
                                + "\"numNoDelayRetries\":2,\"numMinDelayRetries\":1,"
                                + "\"numMaxDelayRetries\":2,\"backoffFunction\":\"linear\"");
        assertThat(DeliveryPolicy.of(own, null).delays())
                .containsExactly(0, 0, 1, 3, 5, 7, 9, 9, 9);
    }

    @Test
    void backoffGrowsAndEndsAtTheLongestDelay() {
        for (String function : new String[] {"linear", "arithmetic", "geometric", "exponential"}) {
            String own =
                    retry(
                            "\"minDelayTarget\":10,\"maxDelayTarget\":600,\"numRetries\":6,"
                                    + "\"backoffFunction\":\""
                                    + function
                                    + "\"");
            assertThat(DeliveryPolicy.of(own, null).delays())
                    .isSorted()
                    .hasSize(6)
                    .last()
                    .isEqualTo(600);
        }
    }

    @Test
    void aTopicMayForbidOverrides() {
        String topic =
                "{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":1},"
                        + "\"disableSubscriptionOverrides\":%s}}";
        String own = retry("\"numRetries\":2");
        assertThat(DeliveryPolicy.of(own, topic.formatted("false")).delays()).hasSize(2);
        assertThat(DeliveryPolicy.of(own, topic.formatted("true")).delays()).hasSize(1);
    }
}
