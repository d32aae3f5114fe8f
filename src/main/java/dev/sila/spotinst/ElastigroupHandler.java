package dev.sila.spotinst;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Clients;
import dev.sila.aws.Once;
import dev.sila.aws.OutsideRosters;
import dev.sila.aws.Vpcs;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.aws.kind.Vpc;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Marks;
import dev.sila.engine.Replacement;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Finds and keeps elastigroups. Spotinst is asked only about environments whose VPC has a tag that
 * says so, and the tag is there before the first group is: so environments without such groups make
 * no call to Spotinst, and those with some are never taken for empty because a token is missing.
 */
public final class ElastigroupHandler implements Kind<Elastigroup> {
    /** The VPC's tag for the token's own account; for another one, {@code :} and it follow. */
    static final String MARK = "sila:spotinst";

    /** The tag that Spotinst puts on every instance it launches. */
    public static final String GROUP_TAG = "spotinst:aws:ec2:group:id";

    private final Supplier<SpotinstClient> spotinst;
    private final Clients clients;
    private final Waiter waiter;

    public ElastigroupHandler(SpotinstAccess access, Clients clients, Waiter waiter) {
        this.spotinst =
                new Once<>(
                        () -> new SpotinstClient(access, clients.ledger(SpotinstClient.SERVICE)));
        this.clients = clients;
        this.waiter = waiter;
    }

    @Override
    public Class<Elastigroup> type() {
        return Elastigroup.class;
    }

    /** A group cannot move to another account or VPC. */
    @Override
    public Set<String> immutable() {
        return Set.of("account", "vpc");
    }

    /** By its name the old one would be taken for the new one. */
    @Override
    public Replacement replacement() {
        return Replacement.DELETE_FIRST;
    }

    @Override
    public List<Found<Elastigroup>> find(Scope scope, World world) {
        List<Found<Elastigroup>> found = new ArrayList<>();
        Set<String> asked = new TreeSet<>();
        for (Found<Vpc> vpc : world.found(Vpc.class)) {
            for (String account : accounts(vpc.state().tags())) {
                if (asked.add(account)) {
                    groups(account, world).stream()
                            .filter(each -> isOf(scope, each))
                            .map(each -> ElastigroupReading.found(each, account, vpc.id(), world))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static Set<String> accounts(Tags vpc) {
        Set<String> accounts = new TreeSet<>();
        for (String key : vpc.values().keySet()) {
            if (key.equals(MARK)) {
                accounts.add("");
            } else if (key.startsWith(MARK + ":")) {
                accounts.add(key.substring(MARK.length() + 1));
            }
        }
        return accounts;
    }

    private static String mark(String account) {
        return account.isEmpty() ? MARK : MARK + ":" + account;
    }

    /** Once for all who ask within one look. */
    private List<JsonNode> groups(String account, World world) {
        return world.once(
                        SpotinstClient.SERVICE + " " + account,
                        Groups.class,
                        () -> new Groups(spotinst.get().groups(account)))
                .all();
    }

    private record Groups(List<JsonNode> all) {}

    /**
     * Whether a group is the environment's: in this region, by its exact tag, and by the name that
     * it was made with. A copy that somebody made by hand has the tags, but not the name.
     */
    private boolean isOf(Scope scope, JsonNode group) {
        Map<String, String> tags = ElastigroupReading.tags(group).values();
        return scope.environment().equals(tags.get(Marks.ENVIRONMENT))
                && group.path("name").asText().equals(tags.get(AwsTags.NAME))
                && ElastigroupReading.in(clients.region(), group);
    }

    /** How many instances a group wants now, whoever asked for them. */
    public static int target(Found<Elastigroup> found) {
        return ElastigroupReading.target(found);
    }

    /** That Spotinst takes the token, which find had no reason to try yet. */
    @Override
    public List<Problem> obstacles(Scope scope, Elastigroup wanted, World world) {
        try {
            var _ = groups(wanted.account(), world);
            return List.of();
        } catch (ProblemException refused) {
            return refused.problems();
        }
    }

    /**
     * Spotinst has no token for repeated requests and takes a name twice, so it is asked first: a
     * group of that name and these marks is what an earlier run made, and is brought to what is
     * wanted.
     */
    @Override
    public String create(Scope scope, Elastigroup wanted, Ids ids) {
        Elastigroup marked = marked(scope, wanted);
        new Vpcs(clients.ec2())
                .tag(ids.of(wanted.vpc()), Tags.of(mark(wanted.account()), "elastigroups"));
        Optional<String> made =
                spotinst.get().groups(wanted.account()).stream()
                        .filter(each -> isOf(scope, each))
                        .filter(each -> each.path("name").asText().equals(wanted.name()))
                        .map(each -> each.path("id").asText())
                        .findFirst();
        var group = ElastigroupMapping.creation(clients.region(), marked, ids);
        if (made.isEmpty()) {
            return spotinst.get().create(wanted.account(), group);
        }
        spotinst.get().update(wanted.account(), made.get(), ElastigroupMapping.changeable(group));
        return made.get();
    }

    /** With the marks without which find would not see it. */
    private static Elastigroup marked(Scope scope, Elastigroup wanted) {
        return wanted.tagged(
                wanted.tags()
                        .and(Marks.ENVIRONMENT, scope.environment())
                        .and(AwsTags.NAME, wanted.name()));
    }

    @Override
    public void update(Found<Elastigroup> found, Elastigroup wanted, Diff diff, Ids ids) {
        spotinst.get()
                .update(
                        found.state().account(),
                        found.id(),
                        ElastigroupMapping.change(found, wanted, diff, ids));
    }

    @Override
    public void delete(Found<Elastigroup> found) {
        spotinst.get().delete(found.state().account(), found.id());
        OutsideRosters instances = new OutsideRosters(clients, GROUP_TAG);
        waiter.until(
                new Wait(
                        "the instances of elastigroup " + found.state().name() + " to terminate",
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(30)),
                () -> !instances.launched(found.id()));
    }
}
