package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Marks;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;

/**
 * Finds and keeps log groups. They are listed by the beginning of their name, which is the
 * environment's up to a slash; their tags, which AWS tells of one group a call, say whether they
 * are Sila's.
 */
public final class LogGroupHandler implements Kind<LogGroup> {
    private static final int PAGE = 50;

    private final CloudWatchLogsClient logs;

    public LogGroupHandler(CloudWatchLogsClient logs) {
        this.logs = logs;
    }

    @Override
    public Class<LogGroup> type() {
        return LogGroup.class;
    }

    /**
     * Hosts send lines as soon as they run, and their agent makes the group anew if it is missing.
     */
    @Override
    public Set<Class<? extends Spec>> neededBy() {
        return Set.of(AutoScalingGroup.class);
    }

    @Override
    public List<Found<LogGroup>> find(Scope scope, World world) {
        DescribeLogGroupsRequest request =
                DescribeLogGroupsRequest.builder()
                        .logGroupNamePrefix(scope.environment() + "/")
                        .limit(PAGE)
                        .build();
        List<Found<LogGroup>> found = new ArrayList<>();
        for (var group : logs.describeLogGroupsPaginator(request).logGroups()) {
            Tags tags = tags(arn(group));
            if (Ownership.marked(tags, scope)) {
                LogGroup state = new LogGroup(group.logGroupName(), group.retentionInDays(), tags);
                found.add(new Found<>(group.logGroupName(), state, AwsTags.attrs(tags)));
            }
        }
        return found;
    }

    /** The one of its two forms that tags are asked by: without an asterisk. */
    private static String arn(software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup group) {
        return group.logGroupArn() != null
                ? group.logGroupArn()
                : Objects.requireNonNullElse(group.arn(), "").replaceFirst(":\\*$", "");
    }

    /** None for a group that was deleted in the meantime. */
    private Tags tags(String arn) {
        return AwsErrors.orIfGone(
                Tags.NONE,
                () ->
                        new Tags(
                                logs.listTagsForResource(
                                                ListTagsForResourceRequest.builder()
                                                        .resourceArn(arn)
                                                        .build())
                                        .tags()));
    }

    /**
     * A group of that name without any environment's mark was made by the agent of the hostclass's
     * hosts, which are the only ones that have the name: it is taken over.
     */
    @Override
    public String create(Scope scope, LogGroup wanted, Ids ids) {
        Tags tags = Ownership.mark(wanted.tags(), scope);
        try {
            logs.createLogGroup(
                    CreateLogGroupRequest.builder()
                            .logGroupName(wanted.name())
                            .tags(tags.values())
                            .build());
        } catch (ResourceAlreadyExistsException there) {
            adopt(scope, wanted.name(), tags);
        }
        keep(wanted);
        return wanted.name();
    }

    private void adopt(Scope scope, String name, Tags tags) {
        String arn = existing(name).map(LogGroupHandler::arn).orElseThrow(() -> vanished(name));
        Tags present = tags(arn);
        boolean marked = present.values().containsKey(Marks.ENVIRONMENT);
        if (marked && !Ownership.marked(present, scope)) {
            throw Ownership.taken("log group " + name);
        }
        tag(arn, tags);
    }

    private static RuntimeException vanished(String name) {
        return Ownership.vanished("log group " + name);
    }

    private Optional<software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup> existing(
            String name) {
        DescribeLogGroupsRequest request =
                DescribeLogGroupsRequest.builder().logGroupNamePrefix(name).build();
        return logs.describeLogGroupsPaginator(request).logGroups().stream()
                .filter(each -> each.logGroupName().equals(name))
                .findFirst();
    }

    private void tag(String arn, Tags tags) {
        logs.tagResource(TagResourceRequest.builder().resourceArn(arn).tags(tags.values()).build());
    }

    private void keep(LogGroup wanted) {
        if (wanted.retentionDays() != null) {
            logs.putRetentionPolicy(
                    PutRetentionPolicyRequest.builder()
                            .logGroupName(wanted.name())
                            .retentionInDays(wanted.retentionDays())
                            .build());
        }
    }

    @Override
    public void update(Found<LogGroup> found, LogGroup wanted, Diff diff, Ids ids) {
        if (diff.has("retentionDays")) {
            keep(wanted);
        }
        if (diff.has("tags")) {
            String name = found.id();
            tag(
                    existing(name).map(LogGroupHandler::arn).orElseThrow(() -> vanished(name)),
                    wanted.tags());
        }
    }

    /** Its lines and its filters go with it. */
    @Override
    public void delete(Found<LogGroup> found) {
        AwsErrors.unlessGone(() ->
                logs.deleteLogGroup(
                        DeleteLogGroupRequest.builder().logGroupName(found.id()).build()));
    }
}
