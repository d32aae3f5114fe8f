package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.machine.Machines;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The handlers of EC2's compute, put together over what the network has. */
final class ComputeParts {
    private final LaunchTemplates launchTemplates;
    private final LaunchTemplateVersions launchTemplateVersions;
    private final InstanceTypes instanceTypes;
    private final Images images;
    private final Instances instances;
    private final InstanceControl instanceControl;
    private final InstanceReports instanceReports;
    private final InstanceAttributes instanceAttributes;
    private final Volumes volumes;
    private final Map<String, String> imageParameters;
    private final List<Object> more;

    /** What compute needs of the network. */
    record Network(
            Zones zones, Vpcs vpcs, SecurityGroups securityGroups, NetworkInterfaces interfaces) {}

    ComputeParts(Store store, Network network, Machines machines, InstanceProfiles profiles) {
        launchTemplateVersions = new LaunchTemplateVersions(store);
        launchTemplates = new LaunchTemplates(store, launchTemplateVersions);
        instanceTypes = new InstanceTypes(network.zones());
        Attachments attachments = new Attachments(store);
        volumes = new Volumes(store, network.zones(), new Disks(store), attachments);
        InstanceStates states =
                new InstanceStates(store, machines, network.interfaces(), attachments);
        ImageCatalogue catalogue = new ImageCatalogue(store);
        imageParameters = catalogue.parameters();
        KeyPairs keyPairs = new KeyPairs(store);
        PlacementGroups groups = new PlacementGroups(store);
        SpotRequests spot =
                new SpotRequests(
                        store, new SpotMarket(instanceTypes), instanceTypes, network.zones());
        LaunchOptions options = new LaunchOptions(groups, keyPairs);
        LaunchCards cards = new LaunchCards(store, network);
        LaunchChecks checks =
                new LaunchChecks(store, catalogue, instanceTypes, cards, options, profiles);
        instances =
                new Instances(
                        store,
                        launchTemplateVersions,
                        checks,
                        new InstanceMaker(store, network.interfaces(), volumes, states, spot),
                        new InstanceViews(store, network.vpcs()));
        instanceControl = new InstanceControl(store, states, checks, instanceTypes);
        instanceReports = new InstanceReports(store, states);
        instanceAttributes =
                new InstanceAttributes(
                        store, states, network.interfaces(), instanceTypes, attachments);
        ImageAttributes imageAttributes = new ImageAttributes(store);
        images = new Images(store, catalogue, imageAttributes);
        Stream<Object> own = Stream.of(keyPairs, groups, spot, imageAttributes);
        Stream<Object> disks =
                Stream.concat(ofVolumes(store, attachments), ofImages(store, catalogue, states));
        more = Stream.concat(own, Stream.concat(ofInstances(store, states), disks)).toList();
    }

    private static Stream<Object> ofInstances(Store store, InstanceStates states) {
        return Stream.of(
                new InstanceOptions(store, states), new LaunchTemplateOfInstance(store, states));
    }

    private static Stream<Object> ofVolumes(Store store, Attachments attachments) {
        return Stream.of(
                new VolumeAttachments(store, attachments),
                new VolumeModifications(store),
                new VolumeReports(store));
    }

    private static Stream<Object> ofImages(
            Store store, ImageCatalogue catalogue, InstanceStates states) {
        Snapshots snapshots = new Snapshots(store);
        return Stream.of(
                snapshots,
                new SnapshotReports(store),
                new ImageAging(store),
                new ImageMaking(store, catalogue, snapshots, states));
    }

    /** All that the wire layer serves. */
    Stream<Object> handlers() {
        return Stream.concat(
                Stream.of(
                        launchTemplates,
                        launchTemplateVersions,
                        instanceTypes,
                        images,
                        instances,
                        instanceControl,
                        instanceReports,
                        instanceAttributes,
                        volumes),
                more.stream());
    }

    LaunchTemplates launchTemplates() {
        return launchTemplates;
    }

    LaunchTemplateVersions launchTemplateVersions() {
        return launchTemplateVersions;
    }

    InstanceTypes instanceTypes() {
        return instanceTypes;
    }

    Images images() {
        return images;
    }

    Instances instances() {
        return instances;
    }

    InstanceControl instanceControl() {
        return instanceControl;
    }

    InstanceReports instanceReports() {
        return instanceReports;
    }

    InstanceAttributes instanceAttributes() {
        return instanceAttributes;
    }

    Volumes volumes() {
        return volumes;
    }

    Map<String, String> imageParameters() {
        return imageParameters;
    }
}
