package dev.sila.rehearsal;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Execution;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.operation.Manner;
import dev.sila.cli.operation.Networks;
import dev.sila.cli.output.Progress;
import dev.sila.config.ConfigurationReader;
import dev.sila.engine.Plan;
import dev.sila.engine.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** An environment {@code shop} with pipelines that tests write, and images whose boot they set. */
final class Shop {
    static final String NAME = "shop";

    /** The network of most of the tests: just an intranet. */
    static final String NETWORK =
            """
            [envtype:shop]
            intranet_cidr=auto
            intranet_sg_rules=tcp intranet 8080
            zones=2

            [env:shop]
            vpc_cidr=10.9.0.0/20
            """;

    private static final String HOSTCLASSES =
            """
            [disco_aws]
            project_name=shop
            default_meta_network=intranet
            """;

    private static final String HEAD =
            "sequence,hostclass,min_size,desired_size,max_size,instance_type,smoke_test,ami\n";

    private final Stage stage;
    private final Path folder;
    private final String name;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Progress progress =
            new Progress(new PrintStream(told, true, StandardCharsets.UTF_8));
    private final AtomicInteger images;

    Shop(Stage stage, Path folder) {
        this(stage, folder, NAME, NETWORK);
    }

    /**
     * Another environment.
     *
     * @param network {@code disco_vpc.ini} of an environment {@code shop}
     */
    Shop(Stage stage, Path folder, String name, String network) {
        this.stage = stage;
        this.folder = folder;
        this.name = name;
        // Names of images are unique in an account, and shops may share it.
        this.images = new AtomicInteger(10_000 * name.length());
        write("disco_vpc.ini", network.replace(":shop]", ":" + name + "]"));
        hostclasses("");
        pipeline("");
        Plan made =
                new Networks(stage.cloud(), ConfigurationReader.read(folder))
                        .plan(new Networks.Request(name, null, Map.of()));
        require(stage.apply(made));
    }

    static void require(Report report) {
        if (!report.succeeded()) {
            throw new AssertionError(report.problems());
        }
    }

    /** Adds these lines to {@code disco_aws.ini}. */
    void hostclasses(String lines) {
        write("disco_aws.ini", HOSTCLASSES + lines);
    }

    /** The rows of the pipeline, without its head. */
    void pipeline(String rows) {
        write("pipelines/shop.csv", HEAD + rows);
    }

    /** Writes a file of the environment directory. */
    void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Registers an image of the account.
     *
     * @param boot what the tag {@code local:smoketest} says: seconds until its hosts' boot scripts
     *     pass, or {@code never}
     */
    String image(String hostclass, String boot) {
        var ec2 = stage.cloud().clients().ec2();
        String volume =
                ec2.createVolume(each -> each.availabilityZone("us-east-1a").size(8)).volumeId();
        stage.pass(java.time.Duration.ofMinutes(1));
        String snapshot = ec2.createSnapshot(each -> each.volumeId(volume)).snapshotId();
        stage.pass(java.time.Duration.ofMinutes(10));
        ec2.deleteVolume(each -> each.volumeId(volume));
        TagSpecification tags =
                TagSpecification.builder()
                        .resourceType(ResourceType.IMAGE)
                        .tags(
                                Tag.builder().key("local:smoketest").value(boot).build(),
                                Tag.builder().key("stage").value("tested").build())
                        .build();
        return ec2.registerImage(each ->
                        each.name(hostclass + " " + (1_700_000_000 + images.incrementAndGet()))
                                .rootDeviceName("/dev/xvda")
                                .virtualizationType("hvm")
                                .architecture("x86_64")
                                .blockDeviceMappings(device ->
                                        device.deviceName("/dev/xvda")
                                                .ebs(disk -> disk.snapshotId(snapshot)))
                                .tagSpecifications(tags))
                .imageId();
    }

    Fleets fleets(Cloud cloud) {
        return new Fleets(cloud, ConfigurationReader.read(folder));
    }

    Fleets.Draft plan(Cloud cloud) {
        Fleets fleets = fleets(cloud);
        return fleets.plan(name, fleets.pipeline("shop"));
    }

    /** Brings the pipeline up, and then waits as the command does. */
    Report up(Cloud cloud, Manner manner) {
        Fleets.Draft draft = plan(cloud);
        if (draft.plan().isEmpty()) {
            fleets(cloud).await(draft, progress, manner);
            return Report.empty();
        }
        return fleets(cloud).apply(draft, new Execution(cloud, progress), manner);
    }

    /** What was told so far. */
    String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    Progress progress() {
        return progress;
    }

    /** The running and pending instances of a hostclass. */
    List<Instance> hosts(String hostclass) {
        return stage
                .cloud()
                .clients()
                .ec2()
                .describeInstances(each ->
                        each.filters(
                                filter("tag:hostclass", hostclass),
                                filter("instance-state-name", "pending", "running")))
                .reservations()
                .stream()
                .flatMap(each -> each.instances().stream())
                .toList();
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** The names of the hostclasses that have a group. */
    List<String> groups() {
        return stage
                .cloud()
                .clients()
                .autoScaling()
                .describeAutoScalingGroups()
                .autoScalingGroups()
                .stream()
                .map(each -> each.autoScalingGroupName().split("_", -1)[1])
                .sorted()
                .toList();
    }
}
