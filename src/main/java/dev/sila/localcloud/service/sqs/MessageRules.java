package dev.sila.localcloud.service.sqs;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.sqs.Sending.Draft;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * What SQS demands of a message. Source: SQS API reference, {@code SendMessage}, and developer
 * guide, "Amazon SQS message metadata".
 */
final class MessageRules {
    private static final int MOST_ATTRIBUTES = 10;
    private static final String ID = "[\\w!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^`{|}~]{1,128}";

    private MessageRules() {}

    static void check(Queue queue, Draft draft) {
        String body = Refusals.required("MessageBody", draft.body());
        if (body.codePoints().anyMatch(each -> !allowed(each))) {
            throw new AwsFailure(
                    "InvalidMessageContents", "Invalid characters found in the message body.");
        }
        draft.attributes().forEach(MessageRules::attribute);
        if (draft.attributes().size() > MOST_ATTRIBUTES) {
            throw new AwsFailure(
                    "InvalidParameterValue",
                    "Number of message attributes [%d] exceeds the allowed maximum [%d]."
                            .formatted(draft.attributes().size(), MOST_ATTRIBUTES));
        }
        int most = queue.number("MaximumMessageSize");
        if (size(draft) > most) {
            throw new AwsFailure(
                    "InvalidParameterValue",
                    "One or more parameters are invalid. Reason: Message must be shorter than "
                            + most
                            + " bytes.");
        }
        Integer delay = draft.delaySeconds();
        Refusals.range("DelaySeconds", delay, 0, 0, 900);
        order(queue, draft);
        if (queue.fifo() && delay != null && delay != 0) {
            throw Refusals.invalid(
                    delay.toString(),
                    "DelaySeconds",
                    "The request include parameter that is not valid for this queue type");
        }
    }

    /** How many bytes count against the limits: the body, and attributes with names and types. */
    static int size(Draft draft) {
        int size = Digest.bytes(String.valueOf(draft.body())).length;
        for (Map.Entry<String, MessageAttributeValue> each : draft.attributes().entrySet()) {
            MessageAttributeValue value = each.getValue();
            size += Digest.bytes(each.getKey()).length + Digest.bytes("" + value.dataType()).length;
            size +=
                    value.binaryValue() == null
                            ? Digest.bytes("" + value.stringValue()).length
                            : value.binaryValue().asByteArray().length;
        }
        return size;
    }

    private static void order(Queue queue, Draft draft) {
        id("MessageGroupId", draft.group());
        id("MessageDeduplicationId", draft.deduplicationId());
        if (queue.fifo()) {
            Refusals.required("MessageGroupId", draft.group());
        } else if (draft.deduplicationId() != null) {
            throw Refusals.invalid(
                    draft.deduplicationId(),
                    "MessageDeduplicationId",
                    "The request include parameter that is not valid for this queue type");
        }
    }

    private static void id(String member, @Nullable String id) {
        if (id != null && !id.matches(ID)) {
            throw Refusals.invalid(
                    id,
                    member,
                    member
                            + " can only include alphanumeric and punctuation characters. 1 to 128"
                            + " in length");
        }
    }

    private static void attribute(String name, MessageAttributeValue value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!name.matches("(?!\\.)(?!.*\\.\\.)[\\w.-]{1,256}(?<!\\.)")
                || lower.startsWith("aws.")
                || lower.startsWith("amazon.")) {
            throw attribute(name, "name is invalid", "");
        }
        String type = value.dataType() == null ? "" : value.dataType();
        if (type.isEmpty()) {
            throw attribute(name, "must contain a non-empty message attribute type", "");
        }
        if (!type.matches("(String|Number|Binary)(\\..+)?") || type.length() > 256) {
            throw attribute(
                    name,
                    "has an invalid message attribute type",
                    ", the set of supported type prefixes is Binary, Number, and String");
        }
        String text = value.stringValue();
        boolean binary = type.startsWith("Binary");
        if (value.hasStringListValues() || value.hasBinaryListValues()) {
            throw new AwsFailure(
                    "AWS.SimpleQueueService.UnsupportedOperation",
                    "UnsupportedOperation",
                    "Message attribute list values in SendMessage operation are not supported.",
                    400);
        }
        if (binary ? value.binaryValue() == null : text == null || text.isEmpty()) {
            throw attribute(
                    name,
                    "must contain a non-empty value for message attribute type '" + type + "'",
                    "");
        }
        if (type.startsWith("Number") && !isNumber(text)) {
            throw attribute(name, "Could not cast the value to a number", "");
        }
    }

    private static boolean isNumber(String text) {
        try {
            return !new java.math.BigDecimal(text.strip()).toString().isEmpty();
        } catch (NumberFormatException wrong) {
            return false;
        }
    }

    private static AwsFailure attribute(String name, String what, String why) {
        return new AwsFailure(
                "InvalidParameterValue",
                "The message attribute '%s' %s%s.".formatted(name, what, why));
    }

    private static boolean allowed(int letter) {
        return letter == 0x9
                || letter == 0xA
                || letter == 0xD
                || (letter >= 0x20 && letter <= 0xD7FF)
                || (letter >= 0xE000 && letter <= 0xFFFD)
                || letter >= 0x10000;
    }
}
