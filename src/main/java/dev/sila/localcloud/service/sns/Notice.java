package dev.sila.localcloud.service.sns;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * A message as it was published.
 *
 * @param texts what each protocol gets; {@code default} for the others
 * @param group null for messages of standard topics
 */
record Notice(
        String messageId,
        Map<String, String> texts,
        @Nullable String subject,
        Map<String, MessageAttributeValue> attributes,
        @Nullable String group,
        @Nullable String deduplicationId,
        @Nullable String sequenceNumber) {
    Notice {
        texts = Map.copyOf(texts);
        attributes = Map.copyOf(attributes);
    }

    String text(String protocol) {
        String own = texts.get(protocol);
        return own == null ? String.valueOf(texts.get("default")) : own;
    }
}
