package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.operation.Manner;
import dev.sila.config.Configuration;
import dev.sila.config.SingleRow;
import dev.sila.model.Pipeline;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings one hostclass up. */
@Command(
        name = "up",
        description = {
            "Bring one hostclass up, as a pipeline of one row would.",
            "What is not given is left as it is, or for a new group is the default. The next"
                    + " pipeline up that has the hostclass makes it as its row says."
        })
final class FleetUp implements Callable<Integer> {
    private final Session session;

    @Mixin private FleetOptions options = new FleetOptions();

    @Option(
            names = "--min-size",
            paramLabel = "SIZE",
            description = "Fewest hosts: a number, or numbers with times such as 1@30 10 * * *.")
    private String minSize = "";

    @Option(names = "--desired-size", paramLabel = "SIZE", description = "How many hosts.")
    private String desiredSize = "";

    @Option(names = "--max-size", paramLabel = "SIZE", description = "Most hosts.")
    private String maxSize = "";

    @Option(
            names = "--ami",
            paramLabel = "IMAGE",
            description = "ami-... or resolve:ssm:NAME (default: the hostclass's newest).")
    private String image = "";

    @Option(names = "--instance-type", paramLabel = "TYPE", description = "Such as m5.large.")
    private String instanceType = "";

    @Option(
            names = "--extra-space",
            paramLabel = "GIB",
            description = "How much larger the root volume is than the image's.")
    private String extraSpace = "";

    @Option(names = "--extra-disk", paramLabel = "GIB", description = "A second volume.")
    private String extraDisk = "";

    @Option(names = "--iops", paramLabel = "N", description = "Of the second volume.")
    private String iops = "";

    @Option(names = "--no-chaos", description = "Its hosts may not be killed for exercise.")
    private boolean spared;

    @Option(names = "--spotinst", description = "Run it on spot.")
    private boolean spot;

    @Option(
            names = {"--spotinst-reserve", "--spotinst_reserve"},
            paramLabel = "SHARE",
            description = "How much of it stays on demand: a number of hosts, or a percentage.")
    private String reserve = "";

    @Option(
            names = "--termination-policy",
            paramLabel = "POLICY",
            description = "How AWS chooses the hosts that go; can be repeated.")
    private java.util.List<String> termination = java.util.List.of();

    @Option(
            names = "--testing",
            description = {
                "Bring up a second group of it, HOSTCLASS-test, beside the one that serves, which is"
                        + " not touched: tagged is_testing=1, behind a balancer of its own, without"
                        + " its addresses, alarms and scaling policies."
            })
    private boolean testing;

    @Mixin private RunOptions running = new RunOptions();

    @Mixin private FailureOption failing = new FailureOption();

    @Mixin private ChangeOptions changing = new ChangeOptions();

    FleetUp(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Configuration configuration = session.configuration(options.environment());
        Pipeline row = SingleRow.pipeline("fleet up", options.hostclass(), values());
        Pipeline pipeline = testing ? row.asTest() : row;
        try (Cloud cloud = session.cloud()) {
            options.requireKnown(configuration, cloud);
            Fleets fleets = new Fleets(cloud, configuration);
            Manner manner =
                    running.manner(session, cloud, options.environment(), failing.rollsBack());
            return new FleetDialog(session, cloud, fleets)
                    .bringUp(
                            "fleet up",
                            changing,
                            () -> fleets.plan(options.environment(), pipeline),
                            manner);
        }
    }

    private Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        values.put("min_size", minSize);
        values.put("desired_size", desiredSize);
        values.put("max_size", maxSize);
        values.put("ami", image);
        values.put("instance_type", instanceType);
        values.put("extra_space", extraSpace);
        values.put("extra_disk", extraDisk);
        values.put("iops", iops);
        values.put("smoke_test", "yes");
        values.put("chaos", spared ? "no" : "");
        values.put("spotinst", spot ? "yes" : "");
        values.put("spotinst_reserve", reserve);
        values.put("termination_policies", String.join(" ", termination));
        return values;
    }
}
