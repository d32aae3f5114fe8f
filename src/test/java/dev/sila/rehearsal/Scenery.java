package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.wire.Interceptor;
import dev.sila.problem.Problem;
import dev.sila.rehearsal.AccountDump.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A stage for the environment {@code ci} beside {@code ci2}, a full environment whose name begins
 * alike and of which nothing may ever change.
 */
final class Scenery implements AutoCloseable {
    private final Stage stage;
    private final AccountDump dump;
    private final Set<String> neighbours;

    Scenery(Interceptor interceptor, UnaryOperator<LocalCloud.Builder> more) {
        stage = new Stage(interceptor, Realm.standard(), more);
        dump = stage.dump();
        // Without it the group of an updated environment could not launch a host.
        stage.cloud().clients().ec2().createKeyPair(each -> each.keyName("operations"));
        run("ci2", new Specimens("ci2").all());
        stage.settle();
        neighbours =
                new HashSet<>(texts(dump.read().stream().filter(Scenery::isOfOthers).toList()));
    }

    /** Not what others keep ready for {@code ci}: its VPN gateway, and addresses in reserve. */
    private static boolean isOfOthers(Entry entry) {
        // Both are peered with it, so that its tables and groups change with either.
        if (text(entry).contains("{Key=sila:environment, Value=" + Neighbour.NAME + "}")) {
            return false;
        }
        boolean reserve =
                entry.kind().equals("Address")
                        && !entry.tree().members().containsKey("AssociationId");
        return !reserve && !Masking.name(entry).equals("ci");
    }

    Stage stage() {
        return stage;
    }

    /** Brings {@code ci} to what is wanted. */
    void run(List<Spec> wanted) {
        run("ci", wanted);
    }

    private void run(String environment, List<Spec> wanted) {
        Plan plan = plan(stage.cloud(), environment, wanted);
        List<Problem> problems = stage.apply(plan).problems();
        assertThat(problems).as("%s: %s", problems, PlanText.lines(plan)).isEmpty();
    }

    static Plan plan(Cloud cloud, List<Spec> wanted) {
        return plan(cloud, "ci", wanted);
    }

    private static Plan plan(Cloud cloud, String environment, List<Spec> wanted) {
        return cloud.planner().plan(new Scope(environment, Set.of()), Environments.kinds(), wanted);
    }

    /** All that the account holds and the neighbour does not, without what AWS chooses. */
    List<String> ours() {
        return ours(dump.read());
    }

    private List<String> ours(List<Entry> account) {
        return Masking.of(
                account.stream().filter(each -> !neighbours.contains(text(each))).toList());
    }

    private static List<String> texts(List<Entry> entries) {
        return entries.stream().map(Scenery::text).toList();
    }

    /** Without the time of a scheduled action, which is its next one. */
    static String text(Entry entry) {
        String text = entry.kind() + " " + entry.tree();
        return entry.kind().equals("ScheduledAction")
                ? text.replaceAll("\\b(StartTime|Time)=[^,}]*", "")
                : text;
    }

    /** How the account, once settled, differs from how it should be; empty if it does not. */
    String difference(List<String> end) {
        stage.settle();
        List<Entry> account = dump.read();
        Set<String> touched = new HashSet<>(neighbours);
        texts(account).forEach(touched::remove);
        return touched.isEmpty() ? difference(end, ours(account)) : "changed of others: " + touched;
    }

    /** How two such lists differ; empty if they do not. */
    static String difference(List<String> expected, List<String> actual) {
        List<String> more = new ArrayList<>(actual);
        expected.forEach(more::remove);
        List<String> less = new ArrayList<>(expected);
        actual.forEach(less::remove);
        if (more.isEmpty() && less.isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(more.size(), less.size()); i++) {
            lines.add(
                    apart(
                            i < more.size() ? more.get(i) : "nothing",
                            i < less.size() ? less.get(i) : "nothing"));
        }
        return "differs from an undisturbed end: " + lines;
    }

    /** Where two texts part, with what is around. */
    private static String apart(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length())
                && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return part(one, 0, 40)
                + ": "
                + part(one, same - 60, same + 200)
                + " in place of "
                + part(other, same - 60, same + 200);
    }

    private static String part(String text, int from, int to) {
        return "…"
                + text.substring(
                        Math.clamp(from, 0, text.length()), Math.clamp(to, 0, text.length()))
                + "…";
    }

    @Override
    public void close() {
        dump.close();
        stage.close();
    }
}
