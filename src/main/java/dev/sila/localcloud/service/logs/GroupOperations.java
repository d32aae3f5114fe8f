package dev.sila.localcloud.service.logs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/** Makes, lists and deletes log groups, and says how long they keep their events. */
final class GroupOperations {
    private static final List<Integer> RETENTIONS =
            List.of(
                    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192,
                    2557, 2922, 3288, 3653);

    private final LogStore store;

    GroupOperations(LogStore store) {
        this.store = store;
    }

    public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
        String name = request.logGroupName();
        if (name.toLowerCase(Locale.ROOT).startsWith("aws/")) {
            throw Refusals.invalid("Log groups starting with AWS/ are reserved for AWS.");
        }
        if (request.kmsKeyId() != null) {
            throw Refusals.invalid("The specified KMS Key Id could not be found.");
        }
        boolean isProtected = Boolean.TRUE.equals(request.deletionProtectionEnabled());
        Refusals.unsupported(isProtected, "deletion protection");
        LogGroupClass kind =
                Optional.ofNullable(request.logGroupClass()).orElse(LogGroupClass.STANDARD);
        Refusals.unsupported(kind == LogGroupClass.DELIVERY, "log groups of the class DELIVERY");
        TagOperations.check(request.tags());
        if (store.groups.containsKey(name)) {
            throw Refusals.exists("log group");
        }
        if (store.groups.size() >= store.limit(LogStore.GROUPS)) {
            throw Refusals.limit();
        }
        LogGroup group = new LogGroup(name, store.arn(name), store.now(), kind);
        group.tags.putAll(request.tags());
        store.groups.put(name, group);
        return CreateLogGroupResponse.builder().build();
    }

    /** Its streams, events and filters go with it. */
    public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request) {
        store.groups.remove(store.group(request.logGroupName()).name);
        return DeleteLogGroupResponse.builder().build();
    }

    public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
        Refusals.unsupported(
                request.hasAccountIdentifiers()
                        || Boolean.TRUE.equals(request.includeLinkedAccounts()),
                "log groups of linked accounts");
        boolean prefixed = request.logGroupNamePrefix() != null;
        if (prefixed && request.logGroupNamePattern() != null) {
            throw Refusals.invalid(
                    "LogGroup name prefix and LogGroup name pattern are mutually exclusive"
                            + " parameters.");
        }
        String prefix = prefixed ? request.logGroupNamePrefix() : "";
        String part = Optional.ofNullable(request.logGroupNamePattern()).orElse("");
        Stream<LogGroup> groups =
                store.groups.values().stream()
                        .filter(each -> each.name.startsWith(prefix) && each.name.contains(part))
                        .filter(each ->
                                request.logGroupClass() == null
                                        || each.kind == request.logGroupClass())
                        .filter(each ->
                                !request.hasLogGroupIdentifiers()
                                        || request.logGroupIdentifiers().contains(each.name)
                                        || request.logGroupIdentifiers().contains(each.arn));
        LogStore.Page<LogGroup> page =
                LogStore.page(groups, each -> each.name, request.limit(), request.nextToken());
        return DescribeLogGroupsResponse.builder()
                .logGroups(
                        page.items().stream().map(each -> store.group(each.name).model()).toList())
                .nextToken(page.nextToken())
                .build();
    }

    public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request) {
        LogGroup group = store.group(request.logGroupName());
        if (!RETENTIONS.contains(request.retentionInDays())) {
            throw Refusals.invalid(
                    "1 validation error detected: Value '%d' at 'retentionInDays' failed to satisfy"
                                    .formatted(request.retentionInDays())
                            + " constraint: Member must satisfy enum value set: ["
                            + RETENTIONS.stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", "))
                            + "]");
        }
        group.retention = request.retentionInDays();
        return PutRetentionPolicyResponse.builder().build();
    }

    public DeleteRetentionPolicyResponse deleteRetentionPolicy(
            DeleteRetentionPolicyRequest request) {
        store.group(request.logGroupName()).retention = null;
        return DeleteRetentionPolicyResponse.builder().build();
    }
}
