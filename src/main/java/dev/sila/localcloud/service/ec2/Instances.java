package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.Memo;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Reshape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.Monitoring;
import software.amazon.awssdk.services.ec2.model.MonitoringState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Tenancy;

/** Runs and describes instances. */
public final class Instances {
    private static final Set<ResourceKind> TAGGED =
            Set.of(ResourceKind.INSTANCE, ResourceKind.VOLUME, ResourceKind.NETWORK_INTERFACE);

    private final Store store;
    private final LaunchTemplateVersions templates;
    private final LaunchChecks checks;
    private final NetworkInterfaces interfaces;
    private final Volumes volumes;
    private final InstanceStates states;
    private final Memo<Instance> seen = new Memo<>();
    private final Map<String, String> reservations = new LinkedHashMap<>();

    Instances(
            Store store,
            LaunchTemplateVersions templates,
            LaunchChecks checks,
            NetworkInterfaces interfaces,
            Volumes volumes,
            InstanceStates states) {
        this.store = store;
        this.templates = templates;
        this.checks = checks;
        this.interfaces = interfaces;
        this.volumes = volumes;
        this.states = states;
    }

    /** The instance of that identifier, terminated or not. */
    public Optional<Instance> find(String instanceId) {
        return store.instances().find(instanceId);
    }

    /** Starts instances; those of one request form a reservation. */
    public RunInstancesResponse runInstances(RunInstancesRequest request) {
        return store.idempotency()
                .once(
                        "RunInstances",
                        request.clientToken(),
                        request,
                        RunInstancesResponse.class,
                        () -> run(request));
    }

    private RunInstancesResponse run(RunInstancesRequest request) {
        RunInstancesRequest whole = templates.completed(request);
        Launch launch = checks.check(whole);
        for (ResourceKind kind : TAGGED) {
            Tagging.of(whole.tagSpecifications(), kind, TAGGED);
        }
        Refusals.endDryRun(whole.dryRun());
        String reservation = store.foundation().identity().ec2("r");
        List<Instance> made = new ArrayList<>();
        for (int index = 0; index < launch.count(); index++) {
            String id = make(whole, launch, index);
            reservations.put(id, reservation);
            made.add(view(store.instances().tagged(store.instances().get(id))));
        }
        return RunInstancesResponse.builder()
                .reservationId(reservation)
                .ownerId(store.account())
                .instances(made)
                .build();
    }

    private String make(RunInstancesRequest request, Launch launch, int index) {
        String id = store.newId(ResourceKind.INSTANCE);
        NetworkInterface card =
                interfaces.make(launch.subnet(), launch.groups(), "", launch.privateAddress());
        store.interfaces().put(attached(card, id));
        Instance blank =
                Instance.builder()
                        .instanceId(id)
                        .imageId(launch.image().imageId())
                        .instanceType(launch.type().instanceTypeAsString())
                        .architecture(launch.image().architectureAsString())
                        .amiLaunchIndex(index)
                        .clientToken(request.clientToken())
                        .instanceLifecycle(lifecycle(request))
                        .launchTime(now())
                        .privateIpAddress(card.privateIpAddress())
                        .privateDnsName(card.privateDnsName())
                        .publicDnsName("")
                        .subnetId(launch.subnet().subnetId())
                        .vpcId(launch.subnet().vpcId())
                        .placement(placement(launch))
                        .iamInstanceProfile(launch.profile().orElse(null))
                        .rootDeviceName(launch.image().rootDeviceName())
                        .rootDeviceType(launch.image().rootDeviceTypeAsString())
                        .virtualizationType(launch.image().virtualizationTypeAsString())
                        .hypervisor("xen")
                        .platformDetails(launch.image().platformDetails())
                        .enaSupport(launch.image().enaSupport())
                        .ebsOptimized(Boolean.TRUE.equals(request.ebsOptimized()))
                        .monitoring(monitoring(request))
                        .metadataOptions(metadata(request, launch))
                        .blockDeviceMappings(volumes.make(id, launch))
                        .sourceDestCheck(true)
                        .stateTransitionReason("")
                        .build();
        store.instances().put(blank);
        tag(request, blank, card);
        states.begin(id, settings(request, launch));
        return id;
    }

    private static @Nullable String lifecycle(RunInstancesRequest request) {
        return request.instanceMarketOptions() == null
                ? null
                : request.instanceMarketOptions().marketTypeAsString();
    }

    private Instant now() {
        return store.foundation().timeline().now();
    }

    private NetworkInterface attached(NetworkInterface card, String instanceId) {
        NetworkInterfaceAttachment attachment =
                NetworkInterfaceAttachment.builder()
                        .attachmentId(store.foundation().identity().ec2("eni-attach"))
                        .instanceId(instanceId)
                        .instanceOwnerId(store.account())
                        .deviceIndex(0)
                        .networkCardIndex(0)
                        .deleteOnTermination(true)
                        .status(AttachmentStatus.ATTACHED)
                        .attachTime(now())
                        .build();
        return card.toBuilder()
                .attachment(attachment)
                .status(NetworkInterfaceStatus.IN_USE)
                .build();
    }

    private static Placement placement(Launch launch) {
        return Placement.builder()
                .availabilityZone(launch.subnet().availabilityZone())
                .availabilityZoneId(launch.subnet().availabilityZoneId())
                .groupName("")
                .tenancy(Tenancy.DEFAULT)
                .build();
    }

    private static Monitoring monitoring(RunInstancesRequest request) {
        boolean detailed =
                request.monitoring() != null && Boolean.TRUE.equals(request.monitoring().enabled());
        return Monitoring.builder()
                .state(detailed ? MonitoringState.ENABLED : MonitoringState.DISABLED)
                .build();
    }

    private static InstanceMetadataOptionsResponse metadata(
            RunInstancesRequest request, Launch launch) {
        boolean second = "v2.0".equals(launch.image().imdsSupportAsString());
        InstanceMetadataOptionsResponse.Builder options =
                InstanceMetadataOptionsResponse.builder()
                        .state("applied")
                        .httpEndpoint("enabled")
                        .httpTokens(second ? "required" : "optional")
                        .httpPutResponseHopLimit(second ? 2 : 1)
                        .httpProtocolIpv6("disabled")
                        .instanceMetadataTags("disabled");
        return request.metadataOptions() == null
                ? options.build()
                : Reshape.copy(request.metadataOptions(), options).build();
    }

    private void tag(RunInstancesRequest request, Instance instance, NetworkInterface card) {
        tag(request, ResourceKind.INSTANCE, instance.instanceId());
        tag(request, ResourceKind.NETWORK_INTERFACE, card.networkInterfaceId());
        instance.blockDeviceMappings()
                .forEach(disk -> tag(request, ResourceKind.VOLUME, disk.ebs().volumeId()));
        LaunchTemplateSpecification template = request.launchTemplate();
        if (template != null) {
            store.tags()
                    .addReserved(
                            instance.instanceId(),
                            Map.of(
                                    "aws:ec2launchtemplate:id", template.launchTemplateId(),
                                    "aws:ec2launchtemplate:version", template.version()));
        }
    }

    private void tag(RunInstancesRequest request, ResourceKind kind, String id) {
        store.tags().add(id, Tagging.of(request.tagSpecifications(), kind, TAGGED));
    }

    private InstanceSettings settings(RunInstancesRequest request, Launch launch) {
        String behavior = request.instanceInitiatedShutdownBehaviorAsString();
        return new InstanceSettings(
                request.userData() == null ? "" : request.userData(),
                launch.publicAddress(),
                Boolean.TRUE.equals(request.disableApiTermination()),
                Boolean.TRUE.equals(request.disableApiStop()),
                behavior == null ? "stop" : behavior,
                false,
                now());
    }

    /** Describes instances in their reservations. Terminated ones are found for an hour. */
    public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
        List<Filter> own = new ArrayList<>();
        List<Filter> filters = new ArrayList<>();
        for (Filter filter : request.filters()) {
            boolean ofReservation = Set.of("reservation-id", "owner-id").contains(filter.name());
            (ofReservation ? own : filters).add(filter);
        }
        Page<Instance> page =
                store.instances()
                        .page(
                                new Selection(
                                        request.instanceIds(),
                                        filters,
                                        request.maxResults(),
                                        request.nextToken(),
                                        request.dryRun()),
                                this::view);
        Map<String, List<Instance>> grouped = new LinkedHashMap<>();
        for (Instance instance : page.items()) {
            String reservation = reservations.getOrDefault(instance.instanceId(), "");
            if (own.stream().allMatch(filter -> accepts(filter, reservation))) {
                grouped.computeIfAbsent(reservation, id -> new ArrayList<>()).add(instance);
            }
        }
        return DescribeInstancesResponse.builder()
                .reservations(grouped.entrySet().stream().map(this::reservation).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private boolean accepts(Filter filter, String reservation) {
        String value = filter.name().equals("owner-id") ? store.account() : reservation;
        return filter.values().contains(value);
    }

    private Reservation reservation(Map.Entry<String, List<Instance>> entry) {
        return Reservation.builder()
                .reservationId(entry.getKey())
                .ownerId(store.account())
                .instances(entry.getValue())
                .build();
    }

    /** The instance with its network as it is now. */
    Instance view(Instance instance) {
        List<NetworkInterface> cards = interfaces.of(instance.instanceId()).toList();
        if (cards.isEmpty()) {
            return instance;
        }
        List<Object> sources = new ArrayList<>(cards);
        sources.add(instance);
        return seen.of(instance.instanceId(), sources, () -> inNetwork(instance, cards));
    }

    private static Instance inNetwork(Instance instance, List<NetworkInterface> cards) {
        NetworkInterface row = cards.getFirst();
        return instance.toBuilder()
                .securityGroups(row.groups())
                .sourceDestCheck(row.sourceDestCheck())
                .publicIpAddress(row.association() == null ? null : row.association().publicIp())
                .networkInterfaces(cards.stream().map(Instances::card).toList())
                .build();
    }

    private static InstanceNetworkInterface card(NetworkInterface row) {
        return Reshape.copy(row, InstanceNetworkInterface.builder())
                .interfaceType("interface")
                .build();
    }
}
