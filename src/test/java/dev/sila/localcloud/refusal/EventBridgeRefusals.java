package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** What EventBridge refuses. */
final class EventBridgeRefusals implements Corpus {
    private static final String API =
            "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_";

    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";

    private static final String INVALID = "ValidationException";

    private static final String NOT_FOUND = "ResourceNotFoundException";

    private static final String PATTERN = "{\"source\":[\"me\"]}";

    @Override
    public String service() {
        return "EventBridge";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(buses());
        all.addAll(busesThatStay());
        all.addAll(newRules());
        all.addAll(knownRules());
        all.addAll(patterns());
        all.addAll(schedules());
        all.addAll(targets());
        all.addAll(events());
        return all;
    }

    private static Refusal rule(String rule, String page, String code, Consumer<Rig> attempt) {
        return new Refusal(rule, API + page + ".html", code, attempt);
    }

    private static void put(Rig rig, String name) {
        rig.events().putRule(each -> each.name(name).eventPattern(PATTERN));
    }

    private static List<Refusal> buses() {
        return List.of(
                rule(
                        "A bus's name is given once",
                        "CreateEventBus",
                        "ResourceAlreadyExistsException",
                        rig -> {
                            rig.events().createEventBus(each -> each.name("b"));
                            rig.events().createEventBus(each -> each.name("b"));
                        }),
                rule(
                        "The default bus is there",
                        "CreateEventBus",
                        "ResourceAlreadyExistsException",
                        rig -> rig.events().createEventBus(each -> each.name("default"))),
                rule(
                        "A bus's name has no blanks",
                        "CreateEventBus",
                        INVALID,
                        rig -> rig.events().createEventBus(each -> each.name("a b"))),
                rule(
                        "There is no such bus",
                        "DescribeEventBus",
                        NOT_FOUND,
                        rig -> rig.events().describeEventBus(each -> each.name("none"))),
                rule(
                        "The default bus stays",
                        "DeleteEventBus",
                        INVALID,
                        rig -> rig.events().deleteEventBus(each -> each.name("default"))));
    }

    private static List<Refusal> busesThatStay() {
        return List.of(
                rule(
                        "A bus with rules stays",
                        "DeleteEventBus",
                        INVALID,
                        rig -> {
                            rig.events().createEventBus(each -> each.name("b"));
                            rig.events()
                                    .putRule(each ->
                                            each.name("r").eventBusName("b").eventPattern(PATTERN));
                            rig.events().deleteEventBus(each -> each.name("b"));
                        }),
                rule(
                        "There is no such thing to tag",
                        "TagResource",
                        NOT_FOUND,
                        rig ->
                                rig.events()
                                        .tagResource(each ->
                                                each.resourceARN(
                                                                "arn:aws:events:us-east-1:000000000000:rule/r")
                                                        .tags(
                                                                Tag.builder()
                                                                        .key("a")
                                                                        .value("b")
                                                                        .build()))));
    }

    private static List<Refusal> newRules() {
        return List.of(
                rule("A rule's name has no blanks", "PutRule", INVALID, rig -> put(rig, "a b")),
                rule(
                        "A rule's name has at most 64 characters",
                        "PutRule",
                        INVALID,
                        rig -> put(rig, "a".repeat(65))),
                rule(
                        "A rule has a pattern or a schedule",
                        "PutRule",
                        INVALID,
                        rig -> rig.events().putRule(each -> each.name("r"))),
                rule(
                        "A rule is enabled or disabled",
                        "PutRule",
                        INVALID,
                        rig ->
                                rig.events()
                                        .putRule(each ->
                                                each.name("r")
                                                        .eventPattern(PATTERN)
                                                        .state("Asleep"))),
                rule(
                        "A rule is on a bus that is there",
                        "PutRule",
                        NOT_FOUND,
                        rig ->
                                rig.events()
                                        .putRule(each ->
                                                each.name("r")
                                                        .eventPattern(PATTERN)
                                                        .eventBusName("none"))));
    }

    private static List<Refusal> knownRules() {
        return List.of(
                rule(
                        "There is no such rule",
                        "DescribeRule",
                        NOT_FOUND,
                        rig -> rig.events().describeRule(each -> each.name("none"))),
                rule(
                        "There is no such rule to enable",
                        "EnableRule",
                        NOT_FOUND,
                        rig -> rig.events().enableRule(each -> each.name("none"))),
                rule(
                        "There is no such rule to disable",
                        "DisableRule",
                        NOT_FOUND,
                        rig -> rig.events().disableRule(each -> each.name("none"))),
                rule(
                        "A rule with targets stays",
                        "DeleteRule",
                        INVALID,
                        rig -> {
                            put(rig, "r");
                            rig.events()
                                    .putTargets(each ->
                                            each.rule("r").targets(one -> one.id("1").arn(QUEUE)));
                            rig.events().deleteRule(each -> each.name("r"));
                        }),
                rule(
                        "Pages have at most 100 rules",
                        "ListRules",
                        INVALID,
                        rig -> rig.events().listRules(each -> each.limit(101))));
    }

    private static Refusal pattern(String rule, String pattern) {
        return rule(
                rule,
                "PutRule",
                "InvalidEventPatternException",
                rig -> rig.events().putRule(each -> each.name("r").eventPattern(pattern)));
    }

    private static List<Refusal> patterns() {
        return List.of(
                pattern("A pattern is JSON", "{"),
                pattern("A pattern is an object", "[]"),
                pattern("A pattern is not empty", "{}"),
                pattern("Values are in lists", "{\"source\":\"me\"}"),
                pattern("Lists are not empty", "{\"source\":[]}"),
                pattern("There is no such operator", "{\"source\":[{\"like\":\"x\"}]}"),
                pattern("A prefix is text", "{\"source\":[{\"prefix\":1}]}"),
                pattern("Exists is true or false", "{\"source\":[{\"exists\":\"x\"}]}"),
                pattern(
                        "Numbers are compared with numbers",
                        "{\"a\":[{\"numeric\":[\">\",\"1\"]}]}"),
                pattern("A range goes up", "{\"a\":[{\"numeric\":[\">\",5,\"<\",1]}]}"),
                pattern("Addresses are in blocks", "{\"a\":[{\"cidr\":\"10.0.0.0\"}]}"),
                pattern("Asterisks stand alone", "{\"a\":[{\"wildcard\":\"a**b\"}]}"),
                rule(
                        "A pattern to try is one, too",
                        "TestEventPattern",
                        "InvalidEventPatternException",
                        rig ->
                                rig.events()
                                        .testEventPattern(
                                                each -> each.eventPattern("{}").event("{}"))),
                rule(
                        "An event to try has all members",
                        "TestEventPattern",
                        INVALID,
                        rig ->
                                rig.events()
                                        .testEventPattern(
                                                each -> each.eventPattern(PATTERN).event("{}"))));
    }

    private static Refusal schedule(String rule, String expression) {
        return rule(
                rule,
                "PutRule",
                INVALID,
                rig -> rig.events().putRule(each -> each.name("r").scheduleExpression(expression)));
    }

    private static List<Refusal> schedules() {
        return List.of(
                schedule("One minute is a minute", "rate(1 minutes)"),
                schedule("Five minutes are minutes", "rate(5 minute)"),
                schedule("A rate is above zero", "rate(0 minutes)"),
                schedule("A cron expression has six fields", "cron(0 12 * * ?)"),
                schedule("One field of days is a question mark", "cron(0 12 * * * *)"),
                schedule("An hour has 60 minutes", "cron(60 12 * * ? *)"),
                rule(
                        "Schedules are for the default bus",
                        "PutRule",
                        INVALID,
                        rig -> {
                            rig.events().createEventBus(each -> each.name("b"));
                            rig.events()
                                    .putRule(each ->
                                            each.name("r")
                                                    .eventBusName("b")
                                                    .scheduleExpression("rate(1 hour)"));
                        }));
    }

    private static Refusal target(String rule, String code, Target... targets) {
        return rule(
                rule,
                "PutTargets",
                code,
                rig -> {
                    put(rig, "r");
                    rig.events().putTargets(each -> each.rule("r").targets(targets));
                });
    }

    private static Target.Builder target(String id) {
        return Target.builder().id(id).arn(QUEUE);
    }

    private static List<Refusal> targets() {
        Target[] six = new Target[6];
        for (int i = 0; i < six.length; i++) {
            six[i] = target("t" + i).build();
        }
        return List.of(
                target("A rule has at most five targets", "LimitExceededException", six),
                target("A target has an ARN", INVALID, target("1").arn("q").build()),
                target("A target's ID has no blanks", INVALID, target("a b").build()),
                target(
                        "A target has one kind of input",
                        INVALID,
                        target("1").input("{}").inputPath("$.detail").build()),
                target("An input is JSON", INVALID, target("1").input("{").build()),
                target("An input path is one", INVALID, target("1").inputPath("detail").build()),
                target(
                        "A template's variables have paths",
                        INVALID,
                        target("1")
                                .inputTransformer(each ->
                                        each.inputPathsMap(Map.of()).inputTemplate("\"<x>\""))
                                .build()),
                target(
                        "A FIFO queue needs a group",
                        INVALID,
                        target("1").arn(QUEUE + ".fifo").build()),
                rule(
                        "There is no such rule",
                        "PutTargets",
                        NOT_FOUND,
                        rig ->
                                rig.events()
                                        .putTargets(each ->
                                                each.rule("none").targets(target("1").build()))),
                rule(
                        "There is no such rule to list targets of",
                        "ListTargetsByRule",
                        NOT_FOUND,
                        rig -> rig.events().listTargetsByRule(each -> each.rule("none"))));
    }

    private static List<Refusal> events() {
        PutEventsRequestEntry entry =
                PutEventsRequestEntry.builder().source("me").detailType("x").detail("{}").build();
        String big = "{\"a\":\"" + "x".repeat(270_000) + "\"}";
        return List.of(
                rule(
                        "At most ten events are put at once",
                        "PutEvents",
                        INVALID,
                        rig ->
                                rig.events()
                                        .putEvents(each ->
                                                each.entries(
                                                        java.util.Collections.nCopies(11, entry)))),
                rule(
                        "Events are put one at least",
                        "PutEvents",
                        INVALID,
                        rig -> rig.events().putEvents(each -> each.entries(List.of()))),
                rule(
                        "Events have at most 256 KiB",
                        "PutEvents",
                        INVALID,
                        rig ->
                                rig.events()
                                        .putEvents(each ->
                                                each.entries(
                                                        entry.toBuilder().detail(big).build()))));
    }
}
