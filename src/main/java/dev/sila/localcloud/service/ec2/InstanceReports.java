package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.FieldFilters;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.EbsStatusDetails;
import software.amazon.awssdk.services.ec2.model.EbsStatusSummary;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputRequest;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputResponse;
import software.amazon.awssdk.services.ec2.model.GetPasswordDataRequest;
import software.amazon.awssdk.services.ec2.model.GetPasswordDataResponse;
import software.amazon.awssdk.services.ec2.model.Image;
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
                            "system-status.reachability", "system-status.details.status",
                            "attached-ebs-status.status", "attached-ebs-status.status"));

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
                .attachedEbsStatus(disks(summary))
                .build();
    }

    private static EbsStatusSummary disks(InstanceStatusSummary summary) {
        List<EbsStatusDetails> details =
                summary.details().stream()
                        .map(each ->
                                EbsStatusDetails.builder()
                                        .name(each.nameAsString())
                                        .status(each.statusAsString())
                                        .build())
                        .toList();
        return EbsStatusSummary.builder().status(summary.statusAsString()).details(details).build();
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

    /** What the machine wrote while it booted; nothing before it ran for the first time. */
    public GetConsoleOutputResponse getConsoleOutput(GetConsoleOutputRequest request) {
        Instance instance = store.instances().get(request.instanceId());
        Refusals.endDryRun(request.dryRun());
        InstanceSettings settings = states.settings(instance.instanceId());
        GetConsoleOutputResponse.Builder answer =
                GetConsoleOutputResponse.builder()
                        .instanceId(instance.instanceId())
                        .timestamp(store.foundation().timeline().now());
        if (settings.machineExists()) {
            String system =
                    store.images().find(instance.imageId()).map(Image::description).orElse("Linux");
            String text = Console.booted(instance, system, settings.runningSince());
            answer.output(
                    Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }
        return answer.build();
    }

    /** Passwords are of Windows, which the local cloud has not: empty, as for Linux on AWS. */
    public GetPasswordDataResponse getPasswordData(GetPasswordDataRequest request) {
        Instance instance = store.instances().get(request.instanceId());
        Refusals.endDryRun(request.dryRun());
        return GetPasswordDataResponse.builder()
                .instanceId(instance.instanceId())
                .timestamp(store.foundation().timeline().now())
                .passwordData("")
                .build();
    }
}
