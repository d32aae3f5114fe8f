package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.FieldFilters;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputRequest;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusDetails;
import software.amazon.awssdk.services.ec2.model.InstanceStatusSummary;
import software.amazon.awssdk.services.ec2.model.StatusName;
import software.amazon.awssdk.services.ec2.model.StatusType;
import software.amazon.awssdk.services.ec2.model.SummaryStatus;

/** How instances fare. */
public final class InstanceReports {
    /** How long the first status checks take on AWS: a minute or two. */
    private static final Duration CHECKED_AFTER = Duration.ofSeconds(60);

    private final Store store;
    private final InstanceStates states;
    private final FieldFilters filters =
            new FieldFilters(
                    InstanceStatus.builder(),
                    Map.of(
                            "instance-state-name", "instance-state.name",
                            "instance-state-code", "instance-state.code",
                            "instance-status.reachability", "instance-status.details.status",
                            "system-status.reachability", "system-status.details.status"));

    InstanceReports(Store store, InstanceStates states) {
        this.store = store;
        this.states = states;
    }

    /** The status of running instances, or of all if asked for. */
    public DescribeInstanceStatusResponse describeInstanceStatus(
            DescribeInstanceStatusRequest request) {
        if (!request.instanceIds().isEmpty() && request.maxResults() != null) {
            throw Refusals.combination(
                    "The parameter instancesSet cannot be used with the parameter maxResults");
        }
        boolean all = Boolean.TRUE.equals(request.includeAllInstances());
        Stream<Instance> chosen =
                request.instanceIds().isEmpty()
                        ? store.instances().rows()
                        : request.instanceIds().stream().map(store.instances()::get);
        Stream<InstanceStatus> told =
                chosen.filter(row -> all || row.state().name() == InstanceStateName.RUNNING)
                        .map(this::status);
        Page<InstanceStatus> page =
                new Pages(5, 1000)
                        .page(
                                Table.matching(told, request.filters(), filters).toList(),
                                InstanceStatus::instanceId,
                                request.maxResults(),
                                request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return DescribeInstanceStatusResponse.builder()
                .instanceStatuses(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private InstanceStatus status(Instance instance) {
        InstanceStatusSummary summary = summary(instance);
        return InstanceStatus.builder()
                .instanceId(instance.instanceId())
                .availabilityZone(instance.placement().availabilityZone())
                .availabilityZoneId(instance.placement().availabilityZoneId())
                .instanceState(instance.state())
                .instanceStatus(summary)
                .systemStatus(summary)
                .build();
    }

    private InstanceStatusSummary summary(Instance instance) {
        if (instance.state().name() != InstanceStateName.RUNNING) {
            return InstanceStatusSummary.builder().status(SummaryStatus.NOT_APPLICABLE).build();
        }
        Instant checked =
                states.settings(instance.instanceId())
                        .runningSince()
                        .plus(store.foundation().timeline().scaled(CHECKED_AFTER));
        boolean passed = !store.foundation().timeline().now().isBefore(checked);
        return InstanceStatusSummary.builder()
                .status(passed ? SummaryStatus.OK : SummaryStatus.INITIALIZING)
                .details(
                        List.of(
                                InstanceStatusDetails.builder()
                                        .name(StatusName.REACHABILITY)
                                        .status(
                                                passed
                                                        ? StatusType.PASSED
                                                        : StatusType.INITIALIZING)
                                        .build()))
                .build();
    }

    /** The console, on which the local cloud's machines write nothing. */
    public GetConsoleOutputResponse getConsoleOutput(GetConsoleOutputRequest request) {
        Instance instance = store.instances().get(request.instanceId());
        Refusals.endDryRun(request.dryRun());
        return GetConsoleOutputResponse.builder()
                .instanceId(instance.instanceId())
                .timestamp(store.foundation().timeline().now())
                .build();
    }
}
