package dev.sila.aws.kind;

import dev.sila.aws.ChangeHistory;
import dev.sila.engine.Drift;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of CloudTrail's events changed a resource that is not as wanted. */
public final class Traces {
    private static final Pattern TAGGING =
            Pattern.compile("(Create|Delete|Add|Remove|CreateOrUpdate)Tags|(Tag|Untag)[A-Z].*");
    private static final Pattern DELETING = Pattern.compile("(Delete|Release|Detach|Unsub).*");

    private final ChangeHistory history;

    public Traces(ChangeHistory history) {
        this.history = history;
    }

    /** The newest event that explains the drift, if CloudTrail knows one. */
    public Optional<ChangeHistory.Event> of(Drift drift) {
        Trace trace = Trace.of(drift.key().type());
        if (trace == null) {
            return Optional.empty();
        }
        String id = drift.id();
        if (id != null) {
            return Stream.concat(
                            lostAssociations(drift, id),
                            history.of(id).stream()
                                    .filter(each -> explains(each, trace, drift, id)))
                    .max(Comparator.comparing(ChangeHistory.Event::time));
        }
        return identifier(drift, trace).stream()
                .flatMap(gone -> history.of(gone).stream())
                .filter(each ->
                        DELETING.matcher(each.name()).matches()
                                && trace.actions().matcher(each.name()).matches())
                .findFirst();
    }

    /**
     * The request that parts a subnet from its route table names neither of them, only the
     * association, which the call that made it tells.
     */
    private Stream<ChangeHistory.Event> lostAssociations(Drift drift, String table) {
        boolean lost =
                drift.key().type() == RouteTable.class
                        && drift.deviations().stream()
                                .anyMatch(each -> each.component().equals("subnets"));
        if (!lost) {
            return Stream.empty();
        }
        Set<String> associations =
                history.of(table).stream()
                        .flatMap(each -> each.result("associationId").stream())
                        .collect(Collectors.toSet());
        return history.calls("DisassociateRouteTable").stream()
                .filter(each ->
                        each.parameter("associationId").filter(associations::contains).isPresent());
    }

    private static boolean explains(
            ChangeHistory.Event event, Trace trace, Drift drift, String id) {
        List<Drift.Deviation> deviations = drift.deviations();
        boolean tags =
                deviations.isEmpty()
                        || deviations.stream().anyMatch(each -> each.component().equals("tags"));
        boolean others =
                deviations.isEmpty()
                        || deviations.stream().anyMatch(each -> !each.component().equals("tags"));
        boolean change = trace.actions().matcher(event.name()).matches();
        // A rule of another group may name this one, and is no change of this one.
        boolean foreign =
                drift.key().type() == SecurityGroupRules.class
                        && event.parameter("groupId").filter(each -> !each.equals(id)).isPresent();
        return (tags && TAGGING.matcher(event.name()).matches()) || (others && change && !foreign);
    }

    /**
     * What a missing resource was called by AWS: the newest creation with its name tells. Empty if
     * it was made more than 90 days, or some hundred creations, ago.
     */
    private Optional<String> identifier(Drift drift, Trace trace) {
        String name = drift.key().name();
        String type = trace.resourceType();
        if (type == null) {
            return Optional.of(name);
        }
        return history.calls(Trace.creation(drift.key().type())).stream()
                .filter(each -> each.names(name))
                .flatMap(each -> each.resources().getOrDefault(type, List.of()).stream())
                .findFirst();
    }
}
