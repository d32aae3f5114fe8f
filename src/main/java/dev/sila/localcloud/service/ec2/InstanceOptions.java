package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import dev.sila.localcloud.service.Reshape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceCreditSpecificationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceCreditSpecificationsResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceCreditSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceCreditSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceMonitoring;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceCreditSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceCreditSpecificationResponse;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.MonitorInstancesRequest;
import software.amazon.awssdk.services.ec2.model.MonitorInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Monitoring;
import software.amazon.awssdk.services.ec2.model.MonitoringState;
import software.amazon.awssdk.services.ec2.model.SuccessfulInstanceCreditSpecificationItem;
import software.amazon.awssdk.services.ec2.model.UnmonitorInstancesRequest;
import software.amazon.awssdk.services.ec2.model.UnmonitorInstancesResponse;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulInstanceCreditSpecificationItem;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulInstanceCreditSpecificationItemError;

/** Monitoring, metadata service and CPU credits of instances that exist. */
public final class InstanceOptions {
    private static final String NOT_SUPPORTED = "InstanceCreditSpecification.NotSupported";
    private static final Set<InstanceStateName> GONE =
            Set.of(InstanceStateName.SHUTTING_DOWN, InstanceStateName.TERMINATED);

    private final Store store;
    private final InstanceStates states;

    InstanceOptions(Store store, InstanceStates states) {
        this.store = store;
        this.states = states;
    }

    /** Begins detailed monitoring. The answer says that it is pending, as on AWS. */
    public MonitorInstancesResponse monitorInstances(MonitorInstancesRequest request) {
        List<Instance> all = named(request.instanceIds());
        Refusals.endDryRun(request.dryRun());
        List<InstanceMonitoring> told =
                all.stream()
                        .map(row ->
                                monitored(row, MonitoringState.ENABLED, MonitoringState.PENDING))
                        .toList();
        return MonitorInstancesResponse.builder().instanceMonitorings(told).build();
    }

    public UnmonitorInstancesResponse unmonitorInstances(UnmonitorInstancesRequest request) {
        List<Instance> all = named(request.instanceIds());
        Refusals.endDryRun(request.dryRun());
        List<InstanceMonitoring> told =
                all.stream()
                        .map(row ->
                                monitored(row, MonitoringState.DISABLED, MonitoringState.DISABLING))
                        .toList();
        return UnmonitorInstancesResponse.builder().instanceMonitorings(told).build();
    }

    private List<Instance> named(List<String> ids) {
        if (ids.isEmpty()) {
            throw Refusals.missing("InstanceId");
        }
        List<Instance> all = ids.stream().distinct().map(store.instances()::get).toList();
        all.forEach(InstanceOptions::requirePresent);
        return all;
    }

    private static void requirePresent(Instance instance) {
        if (GONE.contains(instance.state().name())) {
            throw new AwsFailure(
                    "IncorrectInstanceState",
                    "The instance '%s' is in the '%s' state."
                            .formatted(instance.instanceId(), instance.state().nameAsString()));
        }
    }

    private InstanceMonitoring monitored(Instance row, MonitoringState to, MonitoringState told) {
        boolean already = row.monitoring().state() == to;
        store.instances()
                .put(row.toBuilder().monitoring(Monitoring.builder().state(to).build()).build());
        return InstanceMonitoring.builder()
                .instanceId(row.instanceId())
                .monitoring(Monitoring.builder().state(already ? to : told).build())
                .build();
    }

    /** Changes what is given of the metadata service's options, at once. */
    public ModifyInstanceMetadataOptionsResponse modifyInstanceMetadataOptions(
            ModifyInstanceMetadataOptionsRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "InstanceId",
                        "HttpTokens",
                        "HttpPutResponseHopLimit",
                        "HttpEndpoint",
                        "HttpProtocolIpv6",
                        "InstanceMetadataTags",
                        "DryRun"));
        Instance instance = store.instances().get(request.instanceId());
        requirePresent(instance);
        MetadataOptions.check(request);
        if ("enabled".equals(request.instanceMetadataTagsAsString())) {
            store.tags()
                    .of(instance.instanceId())
                    .keySet()
                    .forEach(InstanceMaker::checkMetadataKey);
        }
        Refusals.endDryRun(request.dryRun());
        InstanceMetadataOptionsResponse options =
                Reshape.copy(request, instance.metadataOptions().toBuilder()).build();
        store.instances().put(instance.toBuilder().metadataOptions(options).build());
        return ModifyInstanceMetadataOptionsResponse.builder()
                .instanceId(instance.instanceId())
                .instanceMetadataOptions(options.toBuilder().state("pending").build())
                .build();
    }

    /** CPU credits: of the named instances, or of all that take unlimited ones. */
    public DescribeInstanceCreditSpecificationsResponse describeInstanceCreditSpecifications(
            DescribeInstanceCreditSpecificationsRequest request) {
        Refusals.supportedOnly(request, Set.of("InstanceIds", "MaxResults", "NextToken", "DryRun"));
        if (!request.instanceIds().isEmpty() && request.maxResults() != null) {
            throw Refusals.combination(
                    "The parameter instancesSet cannot be used with the parameter maxResults");
        }
        Stream<InstanceCreditSpecification> chosen =
                request.instanceIds().isEmpty()
                        ? store.instances()
                                .rows()
                                .filter(row -> !GONE.contains(row.state().name()))
                                .filter(row -> credits(row).equals("unlimited"))
                                .map(this::specification)
                        : request.instanceIds().stream()
                                .map(store.instances()::get)
                                .map(this::supported)
                                .map(this::specification);
        Page<InstanceCreditSpecification> page =
                new Pages(5, 1000)
                        .page(
                                chosen.toList(),
                                InstanceCreditSpecification::instanceId,
                                request.maxResults(),
                                request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return DescribeInstanceCreditSpecificationsResponse.builder()
                .instanceCreditSpecifications(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private Instance supported(Instance row) {
        if (credits(row).isEmpty()) {
            throw new AwsFailure(
                    NOT_SUPPORTED,
                    "The instance '%s' has no CPU credits.".formatted(row.instanceId()));
        }
        return row;
    }

    private String credits(Instance row) {
        return states.settings(row.instanceId()).credits();
    }

    private InstanceCreditSpecification specification(Instance row) {
        return InstanceCreditSpecification.builder()
                .instanceId(row.instanceId())
                .cpuCredits(credits(row))
                .build();
    }

    /** Changes each named instance for itself; what cannot be changed is told beside. */
    public ModifyInstanceCreditSpecificationResponse modifyInstanceCreditSpecification(
            ModifyInstanceCreditSpecificationRequest request) {
        if (request.instanceCreditSpecifications().isEmpty()) {
            throw Refusals.missing("InstanceCreditSpecification");
        }
        request.instanceCreditSpecifications()
                .forEach(each -> LaunchOptions.checkedCredits(each.cpuCredits()));
        Refusals.endDryRun(request.dryRun());
        List<SuccessfulInstanceCreditSpecificationItem> done = new ArrayList<>();
        List<UnsuccessfulInstanceCreditSpecificationItem> failed = new ArrayList<>();
        for (InstanceCreditSpecificationRequest each : request.instanceCreditSpecifications()) {
            try {
                Instance row = supported(store.instances().get(each.instanceId()));
                states.change(row.instanceId(), it -> it.withCredits(each.cpuCredits()));
                done.add(
                        SuccessfulInstanceCreditSpecificationItem.builder()
                                .instanceId(row.instanceId())
                                .build());
            } catch (AwsFailure refused) {
                failed.add(failure(each, refused));
            }
        }
        return ModifyInstanceCreditSpecificationResponse.builder()
                .successfulInstanceCreditSpecifications(done)
                .unsuccessfulInstanceCreditSpecifications(failed)
                .build();
    }

    private static UnsuccessfulInstanceCreditSpecificationItem failure(
            InstanceCreditSpecificationRequest asked, AwsFailure refused) {
        return UnsuccessfulInstanceCreditSpecificationItem.builder()
                .instanceId(asked.instanceId())
                .error(
                        UnsuccessfulInstanceCreditSpecificationItemError.builder()
                                .code(refused.code())
                                .message(refused.getMessage())
                                .build())
                .build();
    }
}
