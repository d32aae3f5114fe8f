package dev.sila.cli;

import dev.sila.aws.Rosters.Member;
import dev.sila.aws.Rosters.Roster;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.FleetRow;
import dev.sila.cli.operation.FleetView;
import dev.sila.cli.output.Column;
import dev.sila.engine.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one hostclass in full. */
@Command(
        name = "show",
        description = "Show one hostclass: its group, its hosts, and all that Sila made for it.")
final class FleetShow implements Callable<Integer> {
    private final Session session;

    @Mixin private FleetOptions options = new FleetOptions();

    FleetShow(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            options.requirePresent(cloud);
            FleetView view = new FleetView(cloud, options.environment());
            List<FleetRow> rows =
                    view.rows().stream()
                            .filter(each -> each.hostclass().equals(options.hostclass()))
                            .toList();
            List<Roster> rosters = view.rosters(Set.of(options.hostclass()));
            List<String> resources =
                    Environments.resources(cloud, options.environment()).stream()
                            .filter(each -> options.hostclass().equals(each.part()))
                            .map(FleetShow::words)
                            .toList();
            session.output()
                    .document(
                            () -> text(rows, rosters, resources),
                            () -> data(rows, rosters, resources));
            return 0;
        }
    }

    private static String words(Found<?> found) {
        return found.key() + " (" + found.id() + ")";
    }

    private static String text(List<FleetRow> rows, List<Roster> rosters, List<String> resources) {
        StringBuilder text = new StringBuilder();
        for (FleetRow row : rows) {
            for (Column<FleetRow> each : FleetList.columns()) {
                Object value = each.value().apply(row);
                text.append("%-16s%s%n".formatted(each.key(), value == null ? "" : value));
            }
        }
        text.append("Hosts:\n");
        for (Roster roster : rosters) {
            for (Member host : roster.members()) {
                text.append(
                                "  %s  %s, %s"
                                        .formatted(
                                                host.instanceId(), host.state(), host.lifecycle()))
                        .append(host.serving() ? ", serving" : "")
                        .append(host.testing().isEmpty() ? "" : ", smoketest " + host.testing())
                        .append(", template version " + host.templateVersion())
                        .append('\n');
            }
        }
        text.append("Resources:\n");
        resources.forEach(each -> text.append("  ").append(each).append('\n'));
        return text.toString();
    }

    private static Map<String, @Nullable Object> data(
            List<FleetRow> rows, List<Roster> rosters, List<String> resources) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        for (FleetRow row : rows) {
            FleetList.columns().forEach(each -> data.put(each.key(), each.value().apply(row)));
        }
        List<Map<String, Object>> hosts = new ArrayList<>();
        for (Roster roster : rosters) {
            for (Member host : roster.members()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("instanceId", host.instanceId());
                one.put("state", host.state());
                one.put("lifecycle", host.lifecycle());
                one.put("serving", host.serving());
                one.put("smoketest", host.testing());
                one.put("templateVersion", host.templateVersion());
                hosts.add(one);
            }
        }
        data.put("members", hosts);
        data.put("resources", resources);
        return data;
    }
}
