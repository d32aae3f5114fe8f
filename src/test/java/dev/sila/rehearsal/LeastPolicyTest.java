package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.aws.forecast.IamPolicy;
import dev.sila.aws.kind.AliasRecord;
import dev.sila.aws.kind.PeeringRoutes;
import dev.sila.aws.kind.PeeringRules;
import dev.sila.aws.kind.Subscription;
import dev.sila.aws.lease.Lease;
import dev.sila.aws.lease.LeasePermissions;
import dev.sila.aws.lease.Leases;
import dev.sila.aws.lease.Owner;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.Insight;
import dev.sila.cli.output.Json;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Progress;
import dev.sila.engine.Report;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.spotinst.Elastigroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policy of a plan suffices for it, and without any of its actions it does not. */
class LeastPolicyTest {
    private final Specimens ci = new Specimens("ci");

    static Stream<String> cases() throws IOException {
        return GoldenTest.planned();
    }

    /** Somebody who may do what a policy allows. */
    private static Cloud user(Stage stage, Map<String, Object> policy) {
        var iam = stage.cloud().clients().iam();
        iam.createUser(r -> r.userName("ann"));
        // A managed policy holds 6144 characters, which a plan with everything in it exceeds.
        List<?> statements = Objects.requireNonNull((List<?>) policy.get("Statement"));
        int half = statements.size() / 2;
        for (List<?> some :
                List.of(statements.subList(0, half), statements.subList(half, statements.size()))) {
            Map<String, Object> document = Map.of("Version", "2012-10-17", "Statement", some);
            String arn =
                    iam.createPolicy(r ->
                                    r.policyName("plan" + some.hashCode())
                                            .policyDocument(Json.text(document)))
                            .policy()
                            .arn();
            iam.attachUserPolicy(r -> r.userName("ann").policyArn(arn));
        }
        return stage.sila(iam.createAccessKey(r -> r.userName("ann")).accessKey().accessKeyId());
    }

    private static Plan plan(Cloud cloud, List<Spec> wanted) {
        return cloud.planner().plan(new Scope("ci", Set.of()), Environments.kinds(), wanted);
    }

    /** The policy as a Sila that starts anew makes it. */
    private static Map<String, Object> policy(Stage stage, List<Spec> wanted) {
        try (Cloud root = stage.sila()) {
            Plan plan = plan(root, wanted);
            Insight insight = new Insight(root);
            return insight.policy(
                    plan, insight.forecast(plan), root.calls().byAction().keySet(), Set.of());
        }
    }

    /** Whether the plan can be made, carried out, and seen to be done. */
    private static boolean succeeds(Cloud user, List<Spec> wanted) {
        try {
            Report report = user.applier().apply(plan(user, wanted), Progress.NONE);
            return report.succeeded() && plan(user, wanted).isEmpty();
        } catch (RuntimeException denied) {
            return false;
        }
    }

    static Stream<String> plans() {
        return Stream.of("create", "tag", "destroy");
    }

    private List<Spec> before(String plan) {
        return plan.equals("create") ? List.of() : ci.all();
    }

    private List<Spec> wanted(String plan) throws ReflectiveOperationException {
        if (!plan.equals("tag")) {
            return plan.equals("create") ? ci.all() : List.of();
        }
        List<Spec> tagged = new ArrayList<>();
        for (Spec each : ci.all()) {
            String tags = each.getClass().getSimpleName() + ".tags";
            boolean has = Variants.components(each.getClass()).contains(tags);
            tagged.add(
                    has
                            ? Variants.with(
                                    each, "tags", KindContractTest.tags(each).and("team", "a"))
                            : each);
        }
        return tagged;
    }

    @ParameterizedTest
    @MethodSource("plans")
    void itSufficesAndNothingOfItIsTooMuch(String name) throws ReflectiveOperationException {
        List<Spec> wanted = wanted(name);
        Map<String, Object> policy;
        try (Stage stage = stage(name)) {
            policy = policy(stage, wanted);
            try (Cloud user = user(stage, policy)) {
                Report report = user.applier().apply(plan(user, wanted), Progress.NONE);
                assertThat(report.problems()).isEmpty();
                assertThat(PlanText.lines(plan(user, wanted))).hasSize(1);
            }
        }
        List<String> needless = new ArrayList<>();
        for (Map<String, Object> less : lessened(policy)) {
            try (Stage stage = stage(name);
                    Cloud user = user(stage, less)) {
                if (succeeds(user, wanted)) {
                    needless.add(String.valueOf(less.get("Without")));
                }
            }
        }
        assertThat(needless).isEmpty();
    }

    private Stage stage(String name) {
        Stage stage = Stage.enforcing();
        List<Spec> before = before(name);
        assertThat(stage.apply(stage.plan("ci", before)).problems()).isEmpty();
        return stage;
    }

    /** The policy without each of its actions; a statement of one action goes as a whole. */
    private static List<Map<String, Object>> lessened(Map<String, Object> policy) {
        List<Map<String, Object>> less = new ArrayList<>();
        List<?> statements = Objects.requireNonNull((List<?>) policy.get("Statement"));
        for (Object statement : statements) {
            List<?> all = Objects.requireNonNull((List<?>) ((Map<?, ?>) statement).get("Action"));
            for (Object action : all) {
                List<Object> others = new ArrayList<>(statements);
                int place = others.indexOf(statement);
                Map<Object, Object> smaller = new LinkedHashMap<>((Map<?, ?>) statement);
                List<Object> actions = new ArrayList<>((List<?>) smaller.get("Action"));
                actions.remove(action);
                smaller.put("Action", actions);
                if (actions.isEmpty()) {
                    others.remove(place);
                } else {
                    others.set(place, smaller);
                }
                less.add(
                        Map.of(
                                "Version",
                                "2012-10-17",
                                "Statement",
                                others,
                                "Without",
                                action + " of statement " + place));
            }
        }
        return less;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itSufficesForWholeEnvironments(String name) throws IOException {
        Path folder = Path.of("src/test/golden").resolve(name);
        try (Stage stage = Stage.enforcing()) {
            Plan plan = GoldenTest.plan(folder, stage);
            Map<String, Object> policy;
            try (Cloud root = stage.sila()) {
                Plan again = root.planner().plan(plan.scope(), plan.managed(), plan.wanted());
                Insight insight = new Insight(root);
                policy =
                        insight.policy(
                                again,
                                insight.forecast(again),
                                root.calls().byAction().keySet(),
                                Set.of());
            }
            try (Cloud user = user(stage, policy)) {
                Plan own = user.planner().plan(plan.scope(), plan.managed(), plan.wanted());
                Report report = user.applier().apply(own, Progress.NONE);
                assertThat(report.problems()).isEmpty();
            }
        }
    }

    @Test
    void itsCompanionSufficesForTheLease() {
        try (Stage stage = Stage.enforcing();
                Cloud user =
                        user(stage, IamPolicy.document(LeasePermissions.of("ci"), "us-east-1"))) {
            List<String> told = new ArrayList<>();
            Leases leases =
                    new Leases(user.clients().ec2(), user.waiter(), user.clock(), told::add);
            Owner owner = Owner.ofThisProcess("sila env create");
            try (Lease lease = leases.take("ci", owner, Duration.ZERO)) {
                stage.pass(Leases.TERM.dividedBy(2));
                lease.check();
            }
            assertThat(told).isEmpty();
            assertThatThrownBy(() -> leases.take("ci2", owner, Duration.ZERO))
                    .hasMessageContaining("ec2:CreateLaunchTemplate");
        }
    }

    @Test
    void itDoesNotCrossTheBorderToANeighbour() {
        try (Stage stage = Stage.enforcing()) {
            // IAM knows no resource of Unsubscribe, so no policy can narrow it; and who is peered
            // with a third one may change the tables and groups of that one. A hosted zone has
            // records of many environments. No policy of AWS narrows what a token of Spotinst may.
            List<Spec> neighbour =
                    new Specimens("ci2")
                            .all().stream()
                                    .filter(each ->
                                            !(each instanceof Subscription)
                                                    && !(each instanceof AliasRecord)
                                                    && !(each instanceof Elastigroup)
                                                    && !(each instanceof PeeringRoutes)
                                                    && !(each instanceof PeeringRules))
                                    .toList();
            assertThat(stage.apply(stage.plan("ci2", neighbour)).problems()).isEmpty();
            assertThat(stage.apply(stage.plan("ci", ci.all())).problems()).isEmpty();
            try (Cloud user = user(stage, policy(stage, List.of()))) {
                var foreign = stage.plan("ci2", List.of());
                Report report = user.applier().apply(foreign, Progress.NONE);
                assertThat(report.done()).isZero();
                assertThatThrownBy(() ->
                                user.clients()
                                        .iam()
                                        .deleteRole(r -> r.roleName("ci2_instance_web")))
                        .hasMessageContaining("iam:DeleteRole");
            }
            assertThat(PlanText.lines(stage.plan("ci2", neighbour))).hasSize(1);
        }
    }
}
