package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Caller;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.BucketLoggingStatus;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;

/** Where a bucket tells what happens to it. */
final class Delivery {
    private final Store store;

    Delivery(Store store) {
        this.store = store;
    }

    public GetBucketLoggingResponse getBucketLogging(
            GetBucketLoggingRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetBucketLogging",
                        request.bucket(),
                        request.expectedBucketOwner());
        return GetBucketLoggingResponse.builder()
                .loggingEnabled(
                        bucket.configuration(BucketLoggingStatus.class)
                                .map(BucketLoggingStatus::loggingEnabled)
                                .orElse(null))
                .build();
    }

    /** An empty configuration ends logging. */
    public PutBucketLoggingResponse putBucketLogging(
            PutBucketLoggingRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutBucketLogging",
                        request.bucket(),
                        request.expectedBucketOwner());
        LoggingEnabled logging = request.bucketLoggingStatus().loggingEnabled();
        if (logging == null) {
            bucket.unconfigure(BucketLoggingStatus.class);
            return PutBucketLoggingResponse.builder().build();
        }
        if (!store.buckets.containsKey(logging.targetBucket())) {
            throw new AwsFailure(
                            "InvalidTargetBucketForLogging",
                            "The target bucket for logging does not exist")
                    .detail("TargetBucket", logging.targetBucket());
        }
        if (!logging.targetGrants().isEmpty()
                && !store.buckets.get(logging.targetBucket()).hasAcls()) {
            throw Refusals.invalidArgument(
                    "Target grants not supported for buckets with bucket owner enforced object"
                            + " ownership");
        }
        bucket.configure(request.bucketLoggingStatus());
        return PutBucketLoggingResponse.builder().build();
    }

    public GetBucketNotificationConfigurationResponse getBucketNotificationConfiguration(
            GetBucketNotificationConfigurationRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetBucketNotification",
                        request.bucket(),
                        request.expectedBucketOwner());
        GetBucketNotificationConfigurationResponse.Builder answer =
                GetBucketNotificationConfigurationResponse.builder();
        bucket.configuration(NotificationConfiguration.class)
                .ifPresent(each ->
                        answer.topicConfigurations(each.topicConfigurations())
                                .queueConfigurations(each.queueConfigurations()));
        return answer.build();
    }

    /** Functions and event buses are refused: there is nobody yet who would be told. */
    public PutBucketNotificationConfigurationResponse putBucketNotificationConfiguration(
            PutBucketNotificationConfigurationRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutBucketNotification",
                        request.bucket(),
                        request.expectedBucketOwner());
        NotificationConfiguration asked = request.notificationConfiguration();
        if (asked.hasLambdaFunctionConfigurations() || asked.eventBridgeConfiguration() != null) {
            throw Refusals.notImplemented("CloudFunctionConfiguration");
        }
        List<TopicConfiguration> topics =
                asked.topicConfigurations().stream().map(this::complete).toList();
        List<QueueConfiguration> queues =
                asked.queueConfigurations().stream().map(this::complete).toList();
        bucket.configure(
                NotificationConfiguration.builder()
                        .topicConfigurations(topics)
                        .queueConfigurations(queues)
                        .build());
        return PutBucketNotificationConfigurationResponse.builder().build();
    }

    private TopicConfiguration complete(TopicConfiguration topic) {
        check(topic.topicArn(), "sns", topic.events(), topic.filter());
        return topic.toBuilder().id(id(topic.id())).filter(spelled(topic.filter())).build();
    }

    private QueueConfiguration complete(QueueConfiguration queue) {
        check(queue.queueArn(), "sqs", queue.events(), queue.filter());
        return queue.toBuilder().id(id(queue.id())).filter(spelled(queue.filter())).build();
    }

    /** S3 takes the names of rules in small letters too, and answers with a capital. */
    private static @Nullable NotificationConfigurationFilter spelled(
            @Nullable NotificationConfigurationFilter filter) {
        if (filter == null || filter.key() == null) {
            return filter;
        }
        List<FilterRule> rules =
                filter.key().filterRules().stream()
                        .map(each ->
                                each.toBuilder()
                                        .name(
                                                each.nameAsString().equalsIgnoreCase("prefix")
                                                        ? FilterRuleName.PREFIX
                                                        : FilterRuleName.SUFFIX)
                                        .build())
                        .toList();
        return filter.toBuilder().key(key -> key.filterRules(rules)).build();
    }

    private String id(@Nullable String given) {
        return given == null ? store.foundation.identity().uuid() : given;
    }

    private void check(
            String arn,
            String service,
            List<Event> events,
            @Nullable NotificationConfigurationFilter filter) {
        String region = store.foundation.realm().region();
        if (!arn.matches("arn:aws:(sns|sqs):[a-z0-9-]+:\\d{12}:.+")) {
            throw Refusals.invalidArgument("The ARN could not be parsed", "ARN", arn);
        }
        if (!arn.startsWith("arn:aws:" + service + ":" + region + ":")) {
            throw Refusals.invalidArgument(
                    "The notification destination service region is not valid for the bucket"
                            + " location constraint",
                    "ARN",
                    arn);
        }
        if (events.isEmpty() || events.contains(Event.UNKNOWN_TO_SDK_VERSION)) {
            throw Refusals.invalidArgument("A specified event is not supported for notifications.");
        }
        if (filter == null || filter.key() == null) {
            return;
        }
        List<String> names =
                filter.key().filterRules().stream()
                        .map(each -> String.valueOf(each.nameAsString()).toLowerCase(Locale.ROOT))
                        .toList();
        if (!List.of("prefix", "suffix").containsAll(names)) {
            throw Refusals.invalidArgument(
                    "filter rule name must be either prefix or suffix", "FilterRule.Name", names);
        }
        if (names.stream().distinct().count() < names.size()) {
            throw Refusals.invalidArgument(
                    "Cannot specify more than one prefix rule in a filter.",
                    "FilterRule.Name",
                    names);
        }
    }
}
