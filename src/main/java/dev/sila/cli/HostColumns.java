package dev.sila.cli;

import dev.sila.aws.Host;
import dev.sila.cli.output.Column;
import dev.sila.config.Options;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What a listing of hosts shows, and which of them. An option of these shows its column; with a
 * value it lists only the hosts that have it.
 */
final class HostColumns {
    private static final String SHOWN = "*";
    private static final String ANY = "Only those with this value; can be repeated.";

    @Option(
            names = "--hostclass",
            arity = "0..1",
            fallbackValue = SHOWN,
            paramLabel = "HOSTCLASS",
            description = ANY)
    private List<String> hostclasses = new ArrayList<>();

    @Option(
            names = "--state",
            arity = "0..1",
            fallbackValue = SHOWN,
            paramLabel = "STATE",
            description = ANY)
    private List<String> states = new ArrayList<>();

    @Option(
            names = "--hostname",
            arity = "0..1",
            fallbackValue = SHOWN,
            paramLabel = "NAME",
            description = "Show the names that hosts gave themselves; or only those called so.")
    private List<String> hostnames = new ArrayList<>();

    @Option(
            names = "--owner",
            arity = "0..1",
            fallbackValue = SHOWN,
            paramLabel = "OWNER",
            description = "Show owners; or only hosts of this one.")
    private List<String> owners = new ArrayList<>();

    @Option(
            names = "--productline",
            arity = "0..1",
            fallbackValue = SHOWN,
            paramLabel = "LINE",
            description = "Show product lines; or only hosts of this one.")
    private List<String> productLines = new ArrayList<>();

    @Option(
            names = "--instance-type",
            arity = "0..1",
            fallbackValue = SHOWN,
            paramLabel = "TYPE",
            description = ANY)
    private List<String> instanceTypes = new ArrayList<>();

    @Option(
            names = "--private-ip",
            arity = "0..1",
            fallbackValue = SHOWN,
            paramLabel = "ADDRESS",
            description = ANY)
    private List<String> privateAddresses = new ArrayList<>();

    @Option(
            names = "--ami",
            arity = "0..1",
            fallbackValue = SHOWN,
            paramLabel = "AMI",
            description = "Show images; or only hosts of this one.")
    private List<String> images = new ArrayList<>();

    @Option(
            names = "--smoke",
            arity = "0..1",
            fallbackValue = SHOWN,
            paramLabel = "yes|no",
            description = "Show whether smoke tests have passed; or only those that have, or not.")
    private List<String> smoke = new ArrayList<>();

    @Option(
            names = "--ami-age",
            arity = "0..1",
            fallbackValue = "0",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Show how old images are; or only hosts whose image is older than that.")
    private @Nullable Duration imageAge;

    @Option(
            names = "--uptime",
            arity = "0..1",
            fallbackValue = "0",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Show how long hosts are up; or only those for longer than that.")
    private @Nullable Duration uptime;

    @Option(
            names = "--securitygroup",
            arity = "0..1",
            fallbackValue = SHOWN,
            paramLabel = "NAME",
            description = "Show security groups; or only hosts with this one.")
    private List<String> securityGroups = new ArrayList<>();

    @Option(
            names = "--availability-zone",
            arity = "0..1",
            fallbackValue = SHOWN,
            paramLabel = "ZONE",
            description = ANY)
    private List<String> zones = new ArrayList<>();

    @Option(
            names = {"--group", "--asg"},
            arity = "0..1",
            fallbackValue = SHOWN,
            paramLabel = "GROUP",
            description = "Show autoscaling groups; or only hosts of this one.")
    private List<String> groups = new ArrayList<>();

    @Option(names = "--most", description = "Show what most people want to know.")
    private boolean most;

    @Option(names = "--all", description = "Show everything.")
    private boolean all;

    /** What the columns need beside the hosts. */
    record Facts(Instant now, Map<String, Instant> images) {
        Facts {
            images = Map.copyOf(images);
        }

        @Nullable Duration imageAge(Host host) {
            Instant made = images.get(host.imageId());
            return made == null ? null : Duration.between(made, now);
        }

        Duration uptime(Host host) {
            return Duration.between(host.launched(), now);
        }
    }

    /** Whether {@link Facts#images} are needed, which take a call of their own. */
    boolean wantsImages() {
        return all || imageAge != null;
    }

    List<Column<Host>> columns(Facts facts) {
        List<Column<Host>> columns = new ArrayList<>();
        columns.add(Column.of("instanceId", Host::instanceId));
        columns.add(Column.of("hostclass", Host::hostclass));
        columns.add(new Column<>("hostname", Host::hostname, most || shows(hostnames)));
        columns.add(Column.of("state", Host::state));
        columns.add(new Column<>("smokeTested", Host::smokeTested, most || shows(smoke)));
        columns.add(Column.of("privateAddress", Host::privateAddress));
        columns.add(Column.of("publicAddress", Host::publicAddress));
        columns.add(Column.of("zone", Host::zone));
        columns.add(Column.of("instanceType", Host::instanceType));
        columns.add(new Column<>("owner", Host::owner, most || shows(owners)));
        columns.add(new Column<>("productLine", Host::productLine, shows(productLines)));
        columns.add(new Column<>("imageId", Host::imageId, most || shows(images)));
        if (wantsImages()) {
            columns.add(Column.of("imageAge", each -> age(facts.imageAge(each))));
        }
        columns.add(new Column<>("group", Host::group, shows(groups)));
        columns.add(new Column<>("securityGroups", Host::securityGroups, shows(securityGroups)));
        columns.add(
                new Column<>(
                        "uptime", each -> age(facts.uptime(each)), most || all || uptime != null));
        columns.add(Column.of("launched", Host::launched));
        columns.add(Column.detail("tags", Host::tags));
        return columns;
    }

    private boolean shows(List<String> values) {
        return all || !values.isEmpty();
    }

    private static @Nullable String age(@Nullable Duration age) {
        return age == null ? null : Ages.text(age);
    }

    /** Whether a host is among those that were asked for. */
    Predicate<Host> filter(Facts facts) {
        Predicate<Host> kept = each -> true;
        kept = kept.and(each -> has(hostclasses, each.hostclass()));
        kept = kept.and(each -> has(states, each.state()));
        kept = kept.and(each -> any(hostnames, each::isCalled));
        kept = kept.and(each -> has(owners, each.owner()));
        kept = kept.and(each -> has(productLines, each.productLine()));
        kept = kept.and(each -> has(instanceTypes, each.instanceType()));
        kept = kept.and(each -> has(privateAddresses, String.valueOf(each.privateAddress())));
        kept = kept.and(each -> has(images, each.imageId()));
        kept = kept.and(each -> any(smoke, value -> Options.truthy(value) == each.smokeTested()));
        kept = kept.and(each -> any(securityGroups, each.securityGroups()::contains));
        kept = kept.and(each -> has(zones, each.zone()));
        kept = kept.and(each -> has(groups, each.group()));
        kept = kept.and(each -> longer(facts.uptime(each), uptime));
        return kept.and(each -> longer(facts.imageAge(each), imageAge));
    }

    private static boolean has(List<String> values, String value) {
        return any(values, value::equals);
    }

    private static boolean any(List<String> values, Predicate<String> matches) {
        List<String> asked = values.stream().filter(each -> !each.equals(SHOWN)).toList();
        return asked.isEmpty() || asked.stream().anyMatch(matches);
    }

    private static boolean longer(@Nullable Duration age, @Nullable Duration limit) {
        return limit == null || limit.isZero() || (age != null && age.compareTo(limit) > 0);
    }
}
