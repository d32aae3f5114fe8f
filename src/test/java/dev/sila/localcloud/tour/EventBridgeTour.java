package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Events;
import dev.sila.localcloud.Messages;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/** Buses, rules and targets, and events from clients and from services. */
final class EventBridgeTour implements Tour {
    private static final String CHANGES =
            "{\"source\": [\"aws.ec2\"], \"detail\": {\"state\": [{\"anything-but\": \"pending\"}]}}";

    @Override
    public String service() {
        return "EventBridge";
    }

    @Override
    public void walk(Rig rig) {
        String url = Messages.queueFor(rig, "events", "events.amazonaws.com");
        String queue = Messages.arn(rig, url);
        String rule =
                rig.events().putRule(each -> each.name("changes").eventPattern(CHANGES)).ruleArn();
        rules(rig, rule);
        targets(rig, queue);
        stateChanges(rig, url);
        schedules(rig, url, queue);
        topics(rig);
        buses(rig, url, queue);
        tags(rig, rule);
        assertThat(
                        rig.events()
                                .testEventPattern(each ->
                                        each.eventPattern("{\"source\": [{\"suffix\": \"c\"}]}")
                                                .event(EVENT))
                                .result())
                .isTrue();
        rig.events().removeTargets(each -> each.rule("changes").ids("1", "2"));
        rig.events().deleteRule(each -> each.name("changes"));
    }

    private static final String EVENT =
            """
            {"id": "1", "account": "1", "source": "abc", "time": "2026-01-01T00:00:00Z",
             "region": "us-east-1", "resources": [], "detail-type": "x", "detail": {}}
            """;

    private static void rules(Rig rig, String arn) {
        rig.events().disableRule(each -> each.name("changes"));
        assertThat(rig.events().describeRule(each -> each.name("changes")).state())
                .isEqualTo(RuleState.DISABLED);
        rig.events().enableRule(each -> each.name("changes"));
        rig.events().putRule(each -> each.name("chores").eventPattern("{\"source\": [\"me\"]}"));
        assertThat(rig.events().listRules(each -> each.namePrefix("ch").limit(1)).rules())
                .extracting("arn")
                .containsExactly(arn);
        assertThat(rig.events().listRules(each -> each.limit(1)).nextToken()).isNotNull();
    }

    private static void targets(Rig rig, String queue) {
        rig.events()
                .putTargets(each ->
                        each.rule("changes")
                                .targets(
                                        one -> one.id("1").arn(queue).inputPath("$.detail"),
                                        two ->
                                                two.id("2")
                                                        .arn(queue)
                                                        .inputTransformer(input ->
                                                                input.inputPathsMap(
                                                                                java.util.Map.of(
                                                                                        "i",
                                                                                        "$.detail.instance-id"))
                                                                        .inputTemplate(
                                                                                "\"<i> by <aws.events.rule-name>\""))));
        assertThat(rig.events().listTargetsByRule(each -> each.rule("changes")).targets())
                .extracting("id")
                .containsExactly("1", "2");
        assertThat(rig.events().listRuleNamesByTarget(each -> each.targetArn(queue)).ruleNames())
                .containsExactly("changes");
    }

    private static void stateChanges(Rig rig, String url) {
        publish(rig, new Events.InstanceStateChanged("i-1", "pending"));
        publish(rig, new Events.InstanceStateChanged("i-1", "running"));
        assertThat(Messages.bodies(rig, url))
                .containsExactlyInAnyOrder(
                        "{\"instance-id\":\"i-1\",\"state\":\"running\"}", "\"i-1 by changes\"");
    }

    private static void publish(Rig rig, Object event) {
        rig.local().foundation().lock().lock();
        try {
            rig.local().foundation().events().publish(event);
        } finally {
            rig.local().foundation().lock().unlock();
        }
    }

    private static void schedules(Rig rig, String url, String queue) {
        rig.events().putRule(each -> each.name("tick").scheduleExpression("rate(5 minutes)"));
        rig.events()
                .putTargets(each ->
                        each.rule("tick").targets(one -> one.id("1").arn(queue).input("{}")));
        rig.events().putRule(each -> each.name("noon").scheduleExpression("cron(7 12 * * ? *)"));
        rig.events()
                .putTargets(each ->
                        each.rule("noon").targets(one -> one.id("1").arn(queue).input("[7]")));
        rig.pass(Duration.ofMinutes(11));
        assertThat(Messages.bodies(rig, url)).contains("{}", "[7]");
        rig.events().disableRule(each -> each.name("tick"));
        rig.events().disableRule(each -> each.name("noon"));
        rig.pass(Duration.ofMinutes(1));
        rig.sqs().purgeQueue(each -> each.queueUrl(url));
        rig.pass(Duration.ofDays(2));
        assertThat(Messages.bodies(rig, url)).isEmpty();
    }

    /** A topic's own policy does not let EventBridge. */
    private static void topics(Rig rig) {
        String topic = rig.sns().createTopic(each -> each.name("told")).topicArn();
        String url = Messages.queueFor(rig, "told", "sns.amazonaws.com");
        rig.sns()
                .subscribe(each ->
                        each.topicArn(topic)
                                .protocol("sqs")
                                .endpoint(Messages.arn(rig, url))
                                .attributes(java.util.Map.of("RawMessageDelivery", "true")));
        rig.events()
                .putTargets(each ->
                        each.rule("chores")
                                .targets(one -> one.id("1").arn(topic).input("\"now\"")));
        PutEventsRequestEntry entry = entry("me", "{}");
        rig.events().putEvents(each -> each.entries(entry));
        assertThat(Messages.bodies(rig, url)).isEmpty();
        rig.sns()
                .setTopicAttributes(each ->
                        each.topicArn(topic)
                                .attributeName("Policy")
                                .attributeValue(
                                        Messages.policy(
                                                "events.amazonaws.com", "sns:Publish", topic)));
        PutEventsResponse put =
                rig.events().putEvents(each -> each.entries(entry, entry("aws.ec2", "{}")));
        assertThat(put.failedEntryCount()).isEqualTo(1);
        assertThat(put.entries().getLast().errorCode())
                .isEqualTo("NotAuthorizedForSourceException");
        assertThat(Messages.bodies(rig, url)).containsExactly("\"now\"");
    }

    private static PutEventsRequestEntry entry(String source, String detail) {
        return PutEventsRequestEntry.builder()
                .source(source)
                .detailType("x")
                .detail(detail)
                .build();
    }

    private static void buses(Rig rig, String url, String queue) {
        rig.events().createEventBus(each -> each.name("mine"));
        assertThat(rig.events().describeEventBus(each -> each.name("mine")).arn())
                .endsWith("event-bus/mine");
        rig.events()
                .putRule(each ->
                        each.name("all")
                                .eventBusName("mine")
                                .eventPattern("{\"account\": [{\"exists\": true}]}"));
        rig.events()
                .putTargets(each ->
                        each.rule("all")
                                .eventBusName("mine")
                                .targets(one -> one.id("1").arn(queue)));
        rig.events()
                .putEvents(each ->
                        each.entries(
                                entry("me", "{\"a\":1.0}").toBuilder()
                                        .eventBusName("mine")
                                        .build()));
        assertThat(Messages.bodies(rig, url)).singleElement().asString().contains("\"a\":1.0");
        assertThat(rig.events().listEventBuses(each -> each.namePrefix("m")).eventBuses())
                .hasSize(1);
        rig.events().removeTargets(each -> each.rule("all").eventBusName("mine").ids("1"));
        rig.events().deleteRule(each -> each.name("all").eventBusName("mine"));
        rig.events().deleteEventBus(each -> each.name("mine"));
    }

    private static void tags(Rig rig, String arn) {
        Tag tag = Tag.builder().key("a").value("1").build();
        rig.events().tagResource(each -> each.resourceARN(arn).tags(List.of(tag)));
        assertThat(rig.events().listTagsForResource(each -> each.resourceARN(arn)).tags())
                .containsExactly(tag);
        rig.events().untagResource(each -> each.resourceARN(arn).tagKeys("a"));
        assertThat(rig.events().listTagsForResource(each -> each.resourceARN(arn)).tags())
                .isEmpty();
    }
}
