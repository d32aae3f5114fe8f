package dev.sila.localcloud.service.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sila.localcloud.Realm;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;

/**
 * Tells the destinations of a bucket's notification configuration what happens to its objects, as
 * {@link S3.Notification} events. Source: S3 user guide, "Event message structure".
 */
final class Notices {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private record Destination(
            String arn,
            @Nullable String id,
            List<Event> events,
            @Nullable NotificationConfigurationFilter filter) {}

    private final Store store;

    Notices(Store store) {
        this.store = store;
    }

    /**
     * @param event without {@code s3:}, such as {@code ObjectCreated:Put}
     */
    void publish(Bucket bucket, Version version, String event) {
        bucket.configuration(NotificationConfiguration.class).stream()
                .flatMap(Notices::destinations)
                .filter(each -> wants(each, event) && passes(each.filter(), version.key()))
                .forEach(each ->
                        store.foundation
                                .events()
                                .publish(
                                        new S3.Notification(
                                                each.arn(),
                                                message(bucket, version, event, each))));
    }

    private static Stream<Destination> destinations(NotificationConfiguration all) {
        Stream<Destination> topics =
                all.topicConfigurations().stream()
                        .map(each ->
                                new Destination(
                                        each.topicArn(), each.id(), each.events(), each.filter()));
        Stream<Destination> queues =
                all.queueConfigurations().stream()
                        .map(each ->
                                new Destination(
                                        each.queueArn(), each.id(), each.events(), each.filter()));
        return Stream.concat(topics, queues);
    }

    private static boolean wants(Destination destination, String event) {
        return destination.events().stream()
                .map(each -> each.toString().replaceFirst("^s3:", ""))
                .anyMatch(each ->
                        each.equals(event)
                                || (each.endsWith(":*")
                                        && event.startsWith(each.substring(0, each.length() - 1))));
    }

    private static boolean passes(@Nullable NotificationConfigurationFilter filter, String key) {
        if (filter == null || filter.key() == null) {
            return true;
        }
        for (FilterRule rule : filter.key().filterRules()) {
            boolean prefix = rule.nameAsString().toLowerCase(Locale.ROOT).equals("prefix");
            if (prefix ? !key.startsWith(rule.value()) : !key.endsWith(rule.value())) {
                return false;
            }
        }
        return true;
    }

    private String message(Bucket bucket, Version version, String event, Destination to) {
        Realm realm = store.foundation.realm();
        ObjectNode record = JSON.objectNode();
        record.put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", realm.region())
                .put("eventTime", store.now().toString())
                .put("eventName", event);
        record.putObject("userIdentity").put("principalId", store.owner().id());
        ObjectNode s3 = record.putObject("s3");
        s3.put("s3SchemaVersion", "1.0").put("configurationId", to.id());
        ObjectNode shownBucket = s3.putObject("bucket");
        shownBucket.put("name", bucket.name).put("arn", bucket.arn());
        shownBucket.putObject("ownerIdentity").put("principalId", store.owner().id());
        ObjectNode object = s3.putObject("object");
        object.put("key", Urls.encode(version.key()).replace("%20", "+"));
        if (!version.marker()) {
            object.put("size", version.content().length()).put("eTag", version.etag());
        }
        if (version.shownId(bucket) != null) {
            object.put("versionId", version.id());
        }
        object.put("sequencer", store.foundation.identity().hex(16).toUpperCase(Locale.ROOT));
        ObjectNode message = JSON.objectNode();
        message.putArray("Records").add(record);
        return message.toString();
    }
}
