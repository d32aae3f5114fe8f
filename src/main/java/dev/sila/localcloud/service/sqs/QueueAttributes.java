package dev.sila.localcloud.service.sqs;

import dev.sila.localcloud.service.ResourcePolicy;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What SQS demands of a queue's attributes, and what they are unless given. Source: SQS API
 * reference, {@code SetQueueAttributes}.
 */
final class QueueAttributes {
    static final String POLICY = "Policy";
    static final String REDRIVE_POLICY = "RedrivePolicy";
    static final String ALLOW_POLICY = "RedriveAllowPolicy";
    private static final String FIFO = "FifoQueue";

    /** The least and the greatest value, and the one unless given. */
    private record Range(int least, int most, int standard) {}

    private static final Map<String, Range> NUMBERS =
            Map.of(
                    "DelaySeconds", new Range(0, 900, 0),
                    "MaximumMessageSize", new Range(1024, 1_048_576, 1_048_576),
                    "MessageRetentionPeriod", new Range(60, 1_209_600, 345_600),
                    "ReceiveMessageWaitTimeSeconds", new Range(0, 20, 0),
                    "VisibilityTimeout", new Range(0, 43_200, 30),
                    "KmsDataKeyReusePeriodSeconds", new Range(60, 86_400, 300));
    private static final Set<String> TEXTS =
            Set.of(POLICY, REDRIVE_POLICY, ALLOW_POLICY, "KmsMasterKeyId");
    private static final Map<String, Set<String>> CHOICES =
            Map.of(
                    "SqsManagedSseEnabled",
                    Set.of("true", "false"),
                    FIFO,
                    Set.of("true"),
                    "ContentBasedDeduplication",
                    Set.of("true", "false"),
                    "DeduplicationScope",
                    Set.of("messageGroup", "queue"),
                    "FifoThroughputLimit",
                    Set.of("perQueue", "perMessageGroupId"));
    private static final Map<String, String> FIFO_STANDARD =
            Map.of(
                    FIFO,
                    "true",
                    "ContentBasedDeduplication",
                    "false",
                    "DeduplicationScope",
                    "queue",
                    "FifoThroughputLimit",
                    "perQueue");

    private QueueAttributes() {}

    /** The attributes of a new queue. */
    static Map<String, String> standard(boolean fifo) {
        Map<String, String> all = new TreeMap<>();
        NUMBERS.forEach((name, range) -> all.put(name, Integer.toString(range.standard())));
        all.remove("KmsDataKeyReusePeriodSeconds");
        all.put("SqsManagedSseEnabled", "true");
        if (fifo) {
            all.putAll(FIFO_STANDARD);
        }
        return all;
    }

    /** Refuses attributes that a queue may not have. An empty text takes one away. */
    static void check(Map<String, String> given, boolean fifo) {
        given.forEach((name, value) -> {
            Set<String> choice = CHOICES.get(name);
            Range range = NUMBERS.get(name);
            if ((choice == null && range == null && !TEXTS.contains(name))
                    || (!fifo && FIFO_STANDARD.containsKey(name))) {
                throw Refusals.unknownAttribute(name);
            }
            if ((choice != null && !choice.contains(value))
                    || (range != null && !within(range, value))) {
                throw Refusals.invalidAttribute(name);
            }
        });
        documents(given);
        if ("true".equals(given.get("SqsManagedSseEnabled"))
                && !given.getOrDefault("KmsMasterKeyId", "").isEmpty()) {
            throw Refusals.invalid(
                    "true",
                    "SqsManagedSseEnabled",
                    "You can use one type of server-side encryption (SSE) at one time");
        }
    }

    /** Refuses combinations that high throughput does not go with. */
    static void checkWhole(Map<String, String> all) {
        if ("perMessageGroupId".equals(all.get("FifoThroughputLimit"))
                && !"messageGroup".equals(all.get("DeduplicationScope"))) {
            throw Refusals.invalid(
                    "perMessageGroupId",
                    "FifoThroughputLimit",
                    "The perMessageGroupId value is allowed only when the value for"
                            + " DeduplicationScope is messageGroup");
        }
    }

    private static void documents(Map<String, String> given) {
        String policy = given.getOrDefault(POLICY, "");
        if (!policy.isEmpty()) {
            try {
                ResourcePolicy.parse(policy, "sqs");
            } catch (IllegalArgumentException wrong) {
                throw Refusals.invalidAttribute(POLICY);
            }
        }
        checked(given, REDRIVE_POLICY, Redrive::parse);
        checked(given, ALLOW_POLICY, Redrive::checkAllow);
    }

    private static void checked(Map<String, String> given, String name, Consumer<String> check) {
        String value = given.getOrDefault(name, "");
        if (value.isEmpty()) {
            return;
        }
        try {
            check.accept(value);
        } catch (IllegalArgumentException wrong) {
            throw Refusals.invalid(value, name, String.valueOf(wrong.getMessage()));
        }
    }

    private static boolean within(Range range, String value) {
        return value.matches("\\d{1,9}")
                && Integer.parseInt(value) >= range.least()
                && Integer.parseInt(value) <= range.most();
    }
}
