package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.CapacityReservationSpecificationResponse;
import software.amazon.awssdk.services.ec2.model.CpuOptions;
import software.amazon.awssdk.services.ec2.model.EnclaveOptions;
import software.amazon.awssdk.services.ec2.model.HibernationOptions;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.InstanceMaintenanceOptions;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.Monitoring;
import software.amazon.awssdk.services.ec2.model.MonitoringState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.PrivateDnsNameOptionsResponse;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SpotInstanceRequest;
import software.amazon.awssdk.services.ec2.model.VCpuInfo;

/** Makes the instances of a launch that was checked. */
final class InstanceMaker {
    private static final Set<ResourceKind> TAGGED =
            Set.of(
                    ResourceKind.INSTANCE,
                    ResourceKind.VOLUME,
                    ResourceKind.NETWORK_INTERFACE,
                    ResourceKind.SPOT_INSTANCES_REQUEST);
    private static final Pattern METADATA_KEY = Pattern.compile("[0-9a-zA-Z\\-_+=,.@:]{1,255}");

    private final Store store;
    private final NetworkInterfaces interfaces;
    private final Volumes volumes;
    private final InstanceStates states;
    private final SpotRequests spotRequests;

    InstanceMaker(
            Store store,
            NetworkInterfaces interfaces,
            Volumes volumes,
            InstanceStates states,
            SpotRequests spotRequests) {
        this.store = store;
        this.interfaces = interfaces;
        this.volumes = volumes;
        this.states = states;
        this.spotRequests = spotRequests;
    }

    /** Refuses tags of a launch before anything is made. */
    void checkTags(RunInstancesRequest request, Launch launch) {
        TAGGED.forEach(kind -> tags(request, kind));
        if (!launch.spot() && !tags(request, ResourceKind.SPOT_INSTANCES_REQUEST).isEmpty()) {
            throw Refusals.invalid(
                    "'spot-instances-request' is not a valid taggable resource type for this operation.");
        }
        InstanceMetadataOptionsResponse metadata = MetadataOptions.of(request, launch.image());
        if ("enabled".equals(metadata.instanceMetadataTagsAsString())) {
            tags(request, ResourceKind.INSTANCE).keySet().forEach(InstanceMaker::checkMetadataKey);
        }
    }

    /** Refuses tag keys that cannot be part of a metadata path. */
    static void checkMetadataKey(String key) {
        boolean reserved = Set.of(".", "..", "_index").contains(key);
        if (reserved || !METADATA_KEY.matcher(key).matches()) {
            throw new AwsFailure(
                    "InvalidParameterValue",
                    "'%s' is not a valid tag key. Tag keys must match pattern ([0-9a-zA-Z\\-_+=,.@:]{1,255}), and must not be a reserved name ('.', '..', '_index')"
                            .formatted(key));
        }
    }

    private static Map<String, String> tags(RunInstancesRequest request, ResourceKind kind) {
        return Tagging.of(request.tagSpecifications(), kind, TAGGED);
    }

    /** Makes one instance with its interfaces and volumes, and begins its life. */
    String make(RunInstancesRequest request, Launch launch, int index, String reservation) {
        String id = store.newId(ResourceKind.INSTANCE);
        List<NetworkInterface> cards = new ArrayList<>();
        for (Launch.Card card : launch.cards()) {
            cards.add(attached(card, id));
        }
        Instance row = described(request, launch, cards.getFirst()).instanceId(id).build();
        row =
                row.toBuilder()
                        .amiLaunchIndex(index)
                        .blockDeviceMappings(volumes.make(id, launch))
                        .build();
        if (launch.spot()) {
            row = ofSpot(request, row);
        }
        store.instances().put(row);
        store.compute().reservations().put(id, reservation);
        tag(request, launch, row, cards);
        states.begin(id, settings(request, launch));
        return id;
    }

    private Instance ofSpot(RunInstancesRequest request, Instance row) {
        SpotInstanceRequest spot = spotRequests.make(request, row);
        store.tags()
                .add(
                        spot.spotInstanceRequestId(),
                        tags(request, ResourceKind.SPOT_INSTANCES_REQUEST));
        return row.toBuilder()
                .instanceLifecycle(InstanceLifecycleType.SPOT)
                .spotInstanceRequestId(spot.spotInstanceRequestId())
                .build();
    }

    private Instance.Builder described(
            RunInstancesRequest request, Launch launch, NetworkInterface first) {
        return optioned(request, launch)
                .imageId(launch.image().imageId())
                .bootMode(launch.image().bootModeAsString())
                .instanceType(launch.type().instanceTypeAsString())
                .keyName(request.keyName())
                .architecture(launch.image().architectureAsString())
                .clientToken(request.clientToken() == null ? "" : request.clientToken())
                .launchTime(now())
                .privateIpAddress(first.privateIpAddress())
                .privateDnsName(first.privateDnsName())
                .publicDnsName("")
                .subnetId(launch.subnet().subnetId())
                .vpcId(launch.subnet().vpcId())
                .placement(launch.placement())
                .iamInstanceProfile(launch.profile().orElse(null))
                .rootDeviceName(launch.image().rootDeviceName())
                .rootDeviceType(launch.image().rootDeviceTypeAsString())
                .virtualizationType(launch.image().virtualizationTypeAsString())
                .hypervisor("xen")
                .platformDetails(launch.image().platformDetails())
                .usageOperation(launch.image().usageOperation())
                .usageOperationUpdateTime(now())
                .enaSupport(launch.image().enaSupport())
                .ebsOptimized(Boolean.TRUE.equals(request.ebsOptimized()))
                .monitoring(monitoring(request))
                .metadataOptions(MetadataOptions.of(request, launch.image()))
                .sourceDestCheck(true)
                .stateTransitionReason("");
    }

    private static Instance.Builder optioned(RunInstancesRequest request, Launch launch) {
        return Instance.builder()
                .cpuOptions(cpus(launch.type().vCpuInfo()))
                .hibernationOptions(HibernationOptions.builder().configured(false).build())
                .enclaveOptions(EnclaveOptions.builder().enabled(false).build())
                .capacityReservationSpecification(reservation(request))
                .maintenanceOptions(
                        InstanceMaintenanceOptions.builder()
                                .autoRecovery(recovery(request))
                                .build())
                .privateDnsNameOptions(
                        PrivateDnsNameOptionsResponse.builder()
                                .hostnameType("ip-name")
                                .enableResourceNameDnsARecord(false)
                                .enableResourceNameDnsAAAARecord(false)
                                .build());
    }

    private static CapacityReservationSpecificationResponse reservation(
            RunInstancesRequest request) {
        String wanted =
                request.capacityReservationSpecification() == null
                        ? null
                        : request.capacityReservationSpecification()
                                .capacityReservationPreferenceAsString();
        return CapacityReservationSpecificationResponse.builder()
                .capacityReservationPreference(wanted == null ? "open" : wanted)
                .build();
    }

    private static String recovery(RunInstancesRequest request) {
        String wanted =
                request.maintenanceOptions() == null
                        ? null
                        : request.maintenanceOptions().autoRecoveryAsString();
        return wanted == null ? "default" : wanted;
    }

    static CpuOptions cpus(VCpuInfo cpus) {
        return CpuOptions.builder()
                .coreCount(cpus.defaultCores())
                .threadsPerCore(cpus.defaultThreadsPerCore())
                .build();
    }

    private Instant now() {
        return store.foundation().timeline().now();
    }

    private NetworkInterface attached(Launch.Card card, String instanceId) {
        NetworkInterface row =
                card.existing()
                        .orElseGet(() ->
                                interfaces.make(
                                        card.subnet(),
                                        card.groups(),
                                        card.description(),
                                        card.address()));
        NetworkInterfaceAttachment attachment =
                NetworkInterfaceAttachment.builder()
                        .attachmentId(store.foundation().identity().ec2("eni-attach"))
                        .instanceId(instanceId)
                        .instanceOwnerId(store.account())
                        .deviceIndex(card.deviceIndex())
                        .networkCardIndex(0)
                        .deleteOnTermination(card.deleteOnTermination())
                        .status(AttachmentStatus.ATTACHED)
                        .attachTime(now())
                        .build();
        interfaces.attach(row, attachment);
        return row;
    }

    private static Monitoring monitoring(RunInstancesRequest request) {
        boolean detailed =
                request.monitoring() != null && Boolean.TRUE.equals(request.monitoring().enabled());
        return Monitoring.builder()
                .state(detailed ? MonitoringState.ENABLED : MonitoringState.DISABLED)
                .build();
    }

    private void tag(
            RunInstancesRequest request,
            Launch launch,
            Instance instance,
            List<NetworkInterface> cards) {
        store.tags().add(instance.instanceId(), tags(request, ResourceKind.INSTANCE));
        Map<String, String> ofCards = tags(request, ResourceKind.NETWORK_INTERFACE);
        for (int i = 0; i < cards.size(); i++) {
            if (launch.cards().get(i).existing().isEmpty()) {
                store.tags().add(cards.get(i).networkInterfaceId(), ofCards);
            }
        }
        Map<String, String> ofVolumes = tags(request, ResourceKind.VOLUME);
        instance.blockDeviceMappings()
                .forEach(disk -> store.tags().add(disk.ebs().volumeId(), ofVolumes));
        LaunchTemplateSpecification template = request.launchTemplate();
        if (template != null) {
            Map<String, String> origin = new HashMap<>();
            origin.put("aws:ec2launchtemplate:id", template.launchTemplateId());
            origin.put("aws:ec2launchtemplate:version", template.version());
            store.tags().addReserved(instance.instanceId(), origin);
        }
    }

    private InstanceSettings settings(RunInstancesRequest request, Launch launch) {
        String behavior = request.instanceInitiatedShutdownBehaviorAsString();
        return new InstanceSettings(
                request.userData() == null ? "" : request.userData(),
                launch.publicAddress(),
                Boolean.TRUE.equals(request.disableApiTermination()),
                Boolean.TRUE.equals(request.disableApiStop()),
                behavior == null ? "stop" : behavior,
                launch.credits(),
                false,
                now());
    }
}
