package dev.sila.localcloud.service.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Takes messages for topics, from clients and other services. */
final class Publishing {
    static final int LONGEST = 262_144;
    private static final Duration DEDUPLICATION = Duration.ofMinutes(5);
    private static final String ID = "[\\w!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^`{|}~]{1,128}";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final TopicStore store;
    private final Courier courier;

    Publishing(TopicStore store, Courier courier) {
        this.store = store;
        this.courier = courier;
    }

    /** A message as its publisher gives it. */
    record Draft(
            @Nullable String message,
            @Nullable String subject,
            @Nullable String structure,
            Map<String, MessageAttributeValue> attributes,
            @Nullable String group,
            @Nullable String deduplicationId) {}

    /** What the publisher is told. */
    record Published(String messageId, @Nullable String sequenceNumber) {}

    /** Publishes. A FIFO topic takes what it took within five minutes, and leaves it out. */
    Published publish(Topic topic, Draft draft) {
        Map<String, String> texts = texts(draft);
        check(draft);
        checkOrder(topic, draft);
        String id = store.foundation.identity().uuid();
        if (!topic.fifo()) {
            courier.deliver(topic, notice(draft, texts, id, null, null));
            return new Published(id, null);
        }
        String deduplication =
                draft.deduplicationId() == null
                        ? sha256(String.valueOf(draft.message()))
                        : draft.deduplicationId();
        boolean perGroup = "MessageGroup".equals(topic.attributes.get("FifoThroughputScope"));
        String key = perGroup ? draft.group() + "\n" + deduplication : deduplication;
        topic.duplicates.values().removeIf(each -> !each.until().isAfter(store.now()));
        Topic.Duplicate before = topic.duplicates.get(key);
        if (before != null) {
            return new Published(before.messageId(), before.sequenceNumber());
        }
        String sequence = "%020d".formatted(topic.sequence++ * 1000);
        topic.duplicates.put(key, new Topic.Duplicate(store.in(DEDUPLICATION), id, sequence));
        courier.deliver(topic, notice(draft, texts, id, deduplication, sequence));
        return new Published(id, sequence);
    }

    private static Notice notice(
            Draft draft,
            Map<String, String> texts,
            String id,
            @Nullable String deduplication,
            @Nullable String sequence) {
        return new Notice(
                id,
                texts,
                draft.subject(),
                draft.attributes(),
                draft.group(),
                deduplication,
                sequence);
    }

    private static Map<String, String> texts(Draft draft) {
        String message = Refusals.required("Message", draft.message());
        if (message.isEmpty()) {
            throw Refusals.invalid("Empty message");
        }
        if (size(draft) > LONGEST) {
            throw Refusals.invalid("Message too long");
        }
        if (draft.structure() == null || draft.structure().isEmpty()) {
            return Map.of("default", message);
        }
        if (!draft.structure().equals("json")) {
            throw Refusals.invalid("MessageStructure");
        }
        Map<String, String> texts = new HashMap<>();
        json(message)
                .propertyStream()
                .filter(each -> each.getValue().isTextual())
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        if (!texts.containsKey("default")) {
            throw Refusals.invalid("Message Structure - No default entry in JSON message body");
        }
        return texts;
    }

    private static JsonNode json(String message) {
        try {
            JsonNode document = JSON.readTree(message);
            if (document.isObject()) {
                return document;
            }
        } catch (JsonProcessingException wrong) {
            // Refused below, like JSON that is no object.
        }
        throw Refusals.invalid("Message Structure - JSON message body failed to parse");
    }

    /** How many bytes count against the limit. */
    static int size(Draft draft) {
        int size = bytes(String.valueOf(draft.message())).length;
        for (Map.Entry<String, MessageAttributeValue> each : draft.attributes().entrySet()) {
            MessageAttributeValue value = each.getValue();
            size += bytes(each.getKey() + value.dataType()).length;
            size +=
                    value.binaryValue() == null
                            ? bytes("" + value.stringValue()).length
                            : value.binaryValue().asByteArray().length;
        }
        return size;
    }

    private static void check(Draft draft) {
        String subject = draft.subject();
        if (subject != null
                && (subject.isEmpty()
                        || subject.length() > 100
                        || subject.chars().anyMatch(Character::isISOControl))) {
            throw Refusals.invalid("Subject");
        }
        draft.attributes().forEach(Publishing::attribute);
    }

    private static void checkOrder(Topic topic, Draft draft) {
        id("MessageGroupId", draft.group());
        id("MessageDeduplicationId", draft.deduplicationId());
        if (!topic.fifo() && draft.deduplicationId() != null) {
            throw Refusals.invalid(
                    "MessageDeduplicationId Reason: The request includes MessageDeduplicationId"
                            + " parameter that is not valid for this topic type");
        }
        if (topic.fifo() && draft.group() == null) {
            throw Refusals.invalid("The MessageGroupId parameter is required for FIFO topics");
        }
        if (topic.fifo()
                && draft.deduplicationId() == null
                && !topic.flag("ContentBasedDeduplication")) {
            throw Refusals.invalid(
                    "The topic should either have ContentBasedDeduplication enabled or"
                            + " MessageDeduplicationId provided explicitly");
        }
    }

    private static void id(String member, @Nullable String id) {
        if (id != null && !id.matches(ID)) {
            throw Refusals.invalid(member + " Reason: 1 to 128 letters, digits and punctuation");
        }
    }

    private static void attribute(String name, MessageAttributeValue value) {
        String type = value.dataType() == null ? "" : value.dataType();
        String text = value.stringValue();
        if (!name.matches("(?!\\.)(?!.*\\.\\.)[\\w.-]{1,256}(?<!\\.)")
                || name.matches("(?i)(aws|amazon)\\..*")) {
            throw Refusals.invalidValue("Invalid message attribute name: " + name);
        }
        if (!type.matches("(String|Number|Binary)(\\..+)?")) {
            throw Refusals.invalidValue(
                    "The message attribute '"
                            + name
                            + "' has an invalid message attribute type, the set of supported type"
                            + " prefixes is Binary, Number, and String.");
        }
        boolean binary = type.startsWith("Binary");
        if (binary ? value.binaryValue() == null : text == null || text.isEmpty()) {
            throw Refusals.invalidValue(
                    "The message attribute '"
                            + name
                            + "' must contain non-empty message attribute value for message"
                            + " attribute type '"
                            + type
                            + "'.");
        }
        if ((type.startsWith("Number") && !isNumber(text))
                || (type.equals("String.Array") && !isArray(text))) {
            throw Refusals.invalidValue(
                    "Could not cast message attribute '" + name + "' value to " + type + ".");
        }
    }

    private static boolean isNumber(String text) {
        try {
            return JSON.readTree(text).isNumber();
        } catch (JsonProcessingException wrong) {
            return false;
        }
    }

    private static boolean isArray(String text) {
        try {
            return JSON.readTree(text).isArray();
        } catch (JsonProcessingException wrong) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
