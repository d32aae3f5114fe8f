package dev.sila.localcloud.service.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * Where messages go that were received too often.
 *
 * @param deadLetterTargetArn the ARN of a queue
 */
record Redrive(String deadLetterTargetArn, int maxReceiveCount) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Reads a redrive policy; the count may stand in it as text, as AWS allows.
     *
     * @throws IllegalArgumentException if it is malformed; the message says why
     */
    static Redrive parse(String text) {
        JsonNode policy = json(text);
        String target = policy.path("deadLetterTargetArn").asText();
        String count = policy.path("maxReceiveCount").asText();
        if (target.isEmpty()) {
            throw new IllegalArgumentException(
                    "Redrive policy does not contain mandatory attribute: deadLetterTargetArn");
        }
        if (count.isEmpty()) {
            throw new IllegalArgumentException(
                    "Redrive policy does not contain mandatory attribute: maxReceiveCount");
        }
        if (!count.matches("\\d{1,4}")
                || Integer.parseInt(count) < 1
                || Integer.parseInt(count) > 1000) {
            throw new IllegalArgumentException(
                    "Invalid value for maxReceiveCount: "
                            + count
                            + ", valid values are from 1 to 1000 both inclusive");
        }
        return new Redrive(target, Integer.parseInt(count));
    }

    /** Whether a queue's {@code RedriveAllowPolicy} lets another one send its dead letters. */
    static boolean allows(String allowPolicy, String sourceArn) {
        JsonNode policy = json(allowPolicy);
        return switch (policy.path("redrivePermission").asText()) {
            case "denyAll" -> false;
            case "byQueue" ->
                    policy.path("sourceQueueArns")
                            .valueStream()
                            .anyMatch(each -> each.asText().equals(sourceArn));
            default -> true;
        };
    }

    /** Checks a {@code RedriveAllowPolicy}. */
    static void checkAllow(String text) {
        JsonNode policy = json(text);
        String permission = policy.path("redrivePermission").asText();
        boolean byQueue = permission.equals("byQueue");
        int sources = policy.path("sourceQueueArns").size();
        if (!List.of("allowAll", "denyAll", "byQueue").contains(permission)
                || byQueue != policy.has("sourceQueueArns")
                || (byQueue && (sources < 1 || sources > 10))) {
            throw new IllegalArgumentException(
                    "Amazon SQS can't create the redrive allow policy: it must have"
                            + " redrivePermission allowAll, denyAll or byQueue, and with the last"
                            + " 1 to 10 sourceQueueArns");
        }
    }

    private static JsonNode json(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.isObject() ? node : JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("Redrive policy is not a valid JSON map", wrong);
        }
    }
}
