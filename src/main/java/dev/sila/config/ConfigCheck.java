package dev.sila.config;

import dev.sila.model.ElastigroupRules;
import dev.sila.model.Environment;
import dev.sila.model.ExistingNetwork;
import dev.sila.model.MetaNetwork;
import dev.sila.model.NatGateways;
import dev.sila.model.NetworkLayout;
import dev.sila.model.NetworkPlanner;
import dev.sila.model.Pipeline;
import dev.sila.model.Reservations;
import dev.sila.model.ReservedAddress;
import dev.sila.model.Zones;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks a whole environment directory, without asking any cloud or resolver. */
public final class ConfigCheck {
    /** How many zones are assumed for an environment that takes all of its region. */
    private static final int ASSUMED_ZONES = 3;

    private final Configuration configuration;
    private final Problems problems;

    private ConfigCheck(Configuration configuration, Problems problems) {
        this.configuration = configuration;
        this.problems = problems;
    }

    /**
     * Everything that is wrong, errors first by file and line, then warnings.
     *
     * @param environment look only at this environment; null: at all that have a section, and at
     *     types that none of them is of
     */
    public static List<Problem> check(Path root, @Nullable String environment) {
        Problems problems = new Problems();
        Configuration configuration = ConfigurationReader.read(root, problems);
        ConfigCheck check = new ConfigCheck(configuration, problems);
        EnvironmentFiles.of(root).forEach(each -> each.check(problems));
        new HostclassOptionsCheck(configuration, problems).check();
        new VpcOptionsCheck(configuration.networks(), problems).check();
        new NotificationReader(configuration).check(problems);
        new AlarmsCheck(configuration, problems).check();
        new LogMetricReader(configuration).check(problems);
        new PeeringReader(configuration, problems).check();
        Set<String> names =
                environment == null ? configuration.likelyEnvironments() : Set.of(environment);
        List<Environment> environments = names.stream().flatMap(each -> check.read(each)).toList();
        environments.forEach(check::layout);
        check.hostclasses(environments);
        configuration.pipelines().forEach(check::pipeline);
        environments.forEach(check::elastigroups);
        return problems.list().stream().sorted(ProblemOrder.BY_PLACE).toList();
    }

    private Stream<Environment> read(String name) {
        HostNames noResolver = any -> List.of("192.0.2.1");
        return new EnvironmentReader(configuration, noResolver)
                .read(name, null, Map.of(), problems).stream();
    }

    private void layout(Environment environment) {
        List<String> zones = assumedZones(environment.zones());
        List<ReservedAddress> reserved =
                new ReservedAddressReader(configuration, environment).read(problems);
        try {
            NetworkLayout layout =
                    new NetworkPlanner(ExistingNetwork.NONE, List.of(), 1).plan(environment, zones);
            Reservations.of(
                    layout,
                    reserved.stream().filter(each -> known(each, environment)).toList(),
                    problems);
        } catch (ProblemException found) {
            problems.addAll(found.problems());
        }
        if (!environment.zones().equals(Zones.ALL)) {
            NatGateways.check(environment, zones, problems);
        }
    }

    /** The zones of a region that has enough of them. */
    private static List<String> assumedZones(Zones zones) {
        int count = zones.count() == 0 ? ASSUMED_ZONES : zones.count();
        return zones.of(IntStream.rangeClosed(1, count).mapToObj(each -> "zone " + each).toList());
    }

    /** Whether an address can be placed without knowing which range AWS will have free. */
    private static boolean known(ReservedAddress address, Environment environment) {
        return address.place() instanceof ReservedAddress.Offset
                || environment
                        .metaNetwork(address.metaNetwork())
                        .map(MetaNetwork::cidr)
                        .isPresent();
    }

    /**
     * Reads every hostclass for every environment. That an environment lacks its metanetwork counts
     * only if all of them do, since a hostclass need not run everywhere.
     */
    private void hostclasses(List<Environment> environments) {
        Map<String, List<Problem>> networks = new HashMap<>();
        for (String hostclass : configuration.hostclassNames()) {
            for (Environment environment : environments) {
                Problems own = new Problems();
                new HostclassReader(configuration, environment).read(hostclass, own);
                for (Problem problem : own.list()) {
                    if (problem.what().contains(HostclassReader.NO_NETWORK)) {
                        String key = hostclass + " " + problem.where();
                        networks.computeIfAbsent(key, _ -> new ArrayList<>()).add(problem);
                    } else {
                        problems.addAll(List.of(problem));
                    }
                }
            }
        }
        networks.values().stream()
                .filter(each -> each.size() >= environments.size())
                .forEach(each -> problems.addAll(List.of(each.getFirst())));
    }

    private void pipeline(Pipeline pipeline) {
        Map<String, Integer> seen = new HashMap<>();
        for (Pipeline.Row row : pipeline.rows()) {
            String where = pipeline.file() + ":" + row.line();
            Set<String> known = configuration.hostclassNames();
            if (!known.contains(row.hostclass())) {
                problems.warning(
                        where,
                        row.hostclass() + " has no section, so defaults are all it has.",
                        Suggest.remedy(
                                row.hostclass(),
                                known,
                                "Add ["
                                        + row.hostclass()
                                        + "] to "
                                        + configuration.hostclasses().file()
                                        + " if it needs more."));
            }
            Integer first = seen.putIfAbsent(row.hostclass(), row.line());
            if (first != null) {
                problems.error(
                        where,
                        "the hostclass " + row.hostclass() + " is already in line " + first + ".",
                        "Keep one of the rows.");
            }
            row(where, row);
        }
    }

    /** What is wrong with a hostclass itself is told elsewhere. */
    private void elastigroups(Environment environment) {
        HostclassReader reader = new HostclassReader(configuration, environment);
        for (Pipeline pipeline : configuration.pipelines()) {
            for (Pipeline.Row row : pipeline.rows()) {
                if (configuration.hostclassNames().contains(row.hostclass())) {
                    ElastigroupRules.check(
                            row,
                            reader.read(row.hostclass(), new Problems()),
                            pipeline.file() + ":" + row.line(),
                            problems);
                }
            }
        }
    }

    private void row(String where, Pipeline.Row row) {
        SizeOrder.meetings(row, where, problems);
        if (!row.integrationTest().isEmpty()) {
            NotYet.warn(where, "integration_test", NotYet.TESTS, problems);
        }
        if (row.extraSpace() > 0 && row.ami().startsWith("resolve:")) {
            problems.warning(
                    where,
                    "extra_space with an image that is a parameter takes the image's root volume to"
                            + " be /dev/xvda of 8 GiB, as Amazon Linux has it.",
                    "Name the image itself if it is another.");
        }
        if (Boolean.FALSE.equals(row.spotinst()) && !row.spotinstReserve().isEmpty()) {
            problems.warning(
                    where,
                    "spotinst_reserve has no effect without spotinst.",
                    "Write yes into the column spotinst.");
        }
        if (row.iops() != null && row.extraDisk() == 0) {
            problems.warning(
                    where,
                    "iops has no effect without extra_disk, unless the hostclass has a snapshot.",
                    "Give a size in extra_disk.");
        }
    }
}
