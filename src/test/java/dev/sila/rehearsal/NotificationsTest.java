package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.kind.Subscription;
import dev.sila.aws.kind.Topic;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.Notifications;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Spec;
import dev.sila.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;

/** What is particular to topics and subscriptions. */
class NotificationsTest {
    private static final String MAIL = "operations_ci_critical:operations@example.com";

    private final Specimens ci = new Specimens("ci");
    private final Stage stage = new Stage();
    private final SnsClient sns = stage.cloud().clients().sns();

    @AfterEach
    void close() {
        stage.close();
    }

    private Plan applied(List<Spec> wanted) {
        Plan plan = stage.plan("ci", wanted);
        assertThat(stage.apply(plan).problems()).isEmpty();
        return plan;
    }

    private List<Spec> all() {
        return List.of(
                ci.topic(),
                ci.subscription("sqs", ci.queue()),
                ci.subscription("email", "operations@example.com"));
    }

    private List<String> subscribed() {
        return sns.listSubscriptions().subscriptions().stream()
                .map(each -> each.protocol() + " " + each.endpoint())
                .toList();
    }

    @Test
    void aPendingSubscriptionCountsUntilAwsDropsIt() {
        Plan first = applied(all());
        assertThat(Notifications.notes(first))
                .anySatisfy(note -> assertThat(note).contains("asks", MAIL));
        Plan second = stage.plan("ci", all());
        assertThat(second.isEmpty()).isTrue();
        assertThat(Notifications.notes(second))
                .anySatisfy(note -> assertThat(note).contains("Nobody", MAIL));
        stage.pass(Duration.ofHours(49));
        assertThat(PlanText.lines(stage.plan("ci", all()))).contains("  + subscription " + MAIL);
    }

    @Test
    void whoIsNoLongerWantedIsUnsubscribedUnlessPending() {
        applied(all());
        Plan without = applied(List.of(ci.topic()));
        assertThat(without.actions())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.key().name())
                                .isEqualTo("operations_ci_critical:" + ci.queue()));
        Plan rest = stage.plan("ci", List.of(ci.topic()));
        assertThat(rest.isEmpty()).isTrue();
        assertThat(Notifications.notes(rest))
                .anySatisfy(note -> assertThat(note).contains("Nobody wants", MAIL));
        assertThat(Notifications.notes(stage.plan("ci", List.of()))).isEmpty();
        assertThat(subscribed()).containsExactly("email operations@example.com");
    }

    @Test
    void subscriptionsThatFilesCannotExpressAreLeftAlone() {
        applied(all());
        String topic = sns.listTopics().topics().getFirst().topicArn();
        sns.subscribe(
                each -> each.topicArn(topic).protocol("email-json").endpoint("json@example.com"));
        assertThat(stage.plan("ci", all()).isEmpty()).isTrue();
    }

    @Test
    void somebodyElsesTopicOfThatNameStopsIt() {
        sns.createTopic(each -> each.name(ci.topic().name()));
        assertThat(stage.apply(stage.plan("ci", all())).problems())
                .extracting(Problem::what)
                .anySatisfy(
                        what -> assertThat(what).contains("exists already", "sila:environment"));
        assertThat(subscribed()).isEmpty();
        assertThat(stage.plan("ci", List.of()).changes()).isEmpty();
    }

    @Test
    void oneTopicAmongManyIsFoundWithFewCalls() {
        for (int i = 0; i < 130; i++) {
            String name = "team_ci" + i + "_critical";
            sns.createTopic(each -> each.name(name));
        }
        applied(all());
        long before = stage.cloud().calls().total();
        assertThat(
                        stage.cloud()
                                .planner()
                                .plan(
                                        new dev.sila.engine.Scope("ci", java.util.Set.of()),
                                        List.of(Topic.class, Subscription.class),
                                        all())
                                .isEmpty())
                .isTrue();
        // Two pages of names, one topic's tags, its subscriptions.
        assertThat(stage.cloud().calls().total() - before).isEqualTo(4);
    }

    @Test
    void topicsOutliveTheEnvironmentUnlessNamed() {
        List<Spec> whole = new ArrayList<>(ci.all());
        applied(whole);
        Plan destruction = Environments.destruction(stage.cloud(), "ci");
        assertThat(Notifications.notes(destruction))
                .anySatisfy(note -> assertThat(note).contains("stay", ci.topic().name()));
        assertThat(stage.apply(destruction).problems()).isEmpty();
        assertThat(Environments.destruction(stage.cloud(), "ci").isEmpty()).isTrue();
        assertThat(subscribed()).hasSize(2);
        assertThat(applied(whole).counts().keep()).isEqualTo(3);

        assertThat(stage.apply(Environments.destruction(stage.cloud(), "ci", true)).problems())
                .isEmpty();
        assertThat(subscribed()).isEmpty();
        assertThat(sns.listTopics().topics()).isEmpty();
    }
}
