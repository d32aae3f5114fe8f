package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.DeleteNotificationConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteNotificationConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingNotificationTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingNotificationTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeNotificationConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeNotificationConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.NotificationConfiguration;
import software.amazon.awssdk.services.autoscaling.model.PutNotificationConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.PutNotificationConfigurationResponse;

/** Which topics are told of a group's launches and terminations. */
public final class NotificationOperations {
    private static final List<String> TYPES =
            Stream.concat(
                            Stream.of(Announcer.Outcome.values()).map(each -> each.notification),
                            Stream.of(Announcer.TEST))
                    .sorted()
                    .toList();

    private final Groups groups;

    NotificationOperations(Groups groups) {
        this.groups = groups;
    }

    /** Replaces what a topic was told before; AWS tries the topic with a test message. */
    public PutNotificationConfigurationResponse putNotificationConfiguration(
            PutNotificationConfigurationRequest request) {
        Checks.complete(request);
        Group group = groups.lasting(request.autoScalingGroupName());
        String topic = Checks.text("topicARN", request.topicARN(), 255);
        if (!topic.matches("arn:aws[a-z-]*:sns:[^:]+:[0-9]{12}:.+")) {
            throw invalid("Invalid SNS Topic ARN: " + topic);
        }
        for (String type : request.notificationTypes()) {
            if (!TYPES.contains(type)) {
                throw invalid("\"" + type + "\" is not a valid Notification Type");
            }
        }
        if (!group.topics.containsKey(topic)) {
            Limits.room(group.topics.size(), Limits.TOPICS, "NotificationConfiguration");
        }
        group.topics.put(topic, new TreeSet<>(request.notificationTypes()));
        groups.announcer.test(group, topic);
        return PutNotificationConfigurationResponse.builder().build();
    }

    public DeleteNotificationConfigurationResponse deleteNotificationConfiguration(
            DeleteNotificationConfigurationRequest request) {
        Checks.complete(request);
        Group group = groups.group(request.autoScalingGroupName());
        if (group.topics.remove(request.topicARN()) == null) {
            throw invalid(
                    "There are no notification configurations for topic " + request.topicARN());
        }
        return DeleteNotificationConfigurationResponse.builder().build();
    }

    public DescribeNotificationConfigurationsResponse describeNotificationConfigurations(
            DescribeNotificationConfigurationsRequest request) {
        request.autoScalingGroupNames().forEach(groups::group);
        List<NotificationConfiguration> found =
                groups.all.values().stream()
                        .filter(group ->
                                request.autoScalingGroupNames().isEmpty()
                                        || request.autoScalingGroupNames().contains(group.name))
                        .flatMap(NotificationOperations::of)
                        .toList();
        Page<NotificationConfiguration> page =
                Page.of(found, request.nextToken(), request.maxRecords(), 50, 100);
        return DescribeNotificationConfigurationsResponse.builder()
                .notificationConfigurations(page.items())
                .nextToken(page.next())
                .build();
    }

    private static Stream<NotificationConfiguration> of(Group group) {
        return group.topics.keySet().stream()
                .flatMap(topic ->
                        Objects.requireNonNull(group.topics.get(topic)).stream()
                                .map(type ->
                                        NotificationConfiguration.builder()
                                                .autoScalingGroupName(group.name)
                                                .topicARN(topic)
                                                .notificationType(type)
                                                .build()));
    }

    public DescribeAutoScalingNotificationTypesResponse describeAutoScalingNotificationTypes(
            DescribeAutoScalingNotificationTypesRequest request) {
        return DescribeAutoScalingNotificationTypesResponse.builder()
                .autoScalingNotificationTypes(TYPES)
                .build();
    }
}
