package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;

/** What CloudWatch Logs refuses. */
final class LogsRefusals implements Corpus {
    private static final String API =
            "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_";
    private static final String SYNTAX =
            "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html";
    private static final String INVALID = "InvalidParameterException";
    private static final String MISSING = "ResourceNotFoundException";

    @Override
    public String service() {
        return "CloudWatch Logs";
    }

    private static Refusal refused(
            String rule, String page, String code, Consumer<CloudWatchLogsClient> attempt) {
        return new Refusal(
                rule,
                API + page + ".html",
                code,
                rig -> {
                    grouped(rig);
                    attempt.accept(rig.logs());
                });
    }

    private static void grouped(Rig rig) {
        rig.logs().createLogGroup(r -> r.logGroupName("g"));
        rig.logs().createLogStream(r -> r.logGroupName("g").logStreamName("s"));
    }

    private static Refusal pattern(String rule, String pattern) {
        return new Refusal(
                rule,
                SYNTAX,
                INVALID,
                rig ->
                        rig.logs()
                                .testMetricFilter(
                                        r -> r.filterPattern(pattern).logEventMessages("x")));
    }

    private static Refusal filter(
            String rule, Consumer<MetricTransformation.Builder> transformation) {
        return refused(
                rule,
                "PutMetricFilter",
                INVALID,
                logs -> logs.putMetricFilter(r -> filter(r, "[a, b]", transformation)));
    }

    private static void filter(
            PutMetricFilterRequest.Builder request,
            String pattern,
            Consumer<MetricTransformation.Builder> transformation) {
        request.logGroupName("g")
                .filterName("f")
                .filterPattern(pattern)
                .metricTransformations(t -> {
                    t.metricName("m").metricNamespace("n").metricValue("1");
                    transformation.accept(t);
                });
    }

    private static InputLogEvent event(Rig rig, Duration from) {
        return InputLogEvent.builder()
                .timestamp(rig.local().foundation().timeline().now().plus(from).toEpochMilli())
                .message("x")
                .build();
    }

    private static Refusal events(String rule, Duration first, Duration second) {
        return new Refusal(
                rule,
                API + "PutLogEvents.html",
                INVALID,
                rig -> {
                    grouped(rig);
                    rig.logs()
                            .putLogEvents(r ->
                                    r.logGroupName("g")
                                            .logStreamName("s")
                                            .logEvents(event(rig, first), event(rig, second)));
                });
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(
                        newGroups(),
                        foundGroups(),
                        streams(),
                        events(),
                        patterns(),
                        transformations(),
                        filters())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Refusal> newGroups() {
        return List.of(
                refused(
                        "A log group that is created does not exist",
                        "CreateLogGroup",
                        "ResourceAlreadyExistsException",
                        logs -> logs.createLogGroup(r -> r.logGroupName("g"))),
                refused(
                        "A log group's name has letters, digits and some signs",
                        "CreateLogGroup",
                        INVALID,
                        logs -> logs.createLogGroup(r -> r.logGroupName("a b"))),
                refused(
                        "Names that begin with aws/ are AWS's",
                        "CreateLogGroup",
                        INVALID,
                        logs -> logs.createLogGroup(r -> r.logGroupName("aws/x"))),
                refused(
                        "A key of KMS exists",
                        "CreateLogGroup",
                        INVALID,
                        logs -> logs.createLogGroup(r -> r.logGroupName("h").kmsKeyId("k"))),
                refused(
                        "A log group exists",
                        "DeleteLogGroup",
                        MISSING,
                        logs -> logs.deleteLogGroup(r -> r.logGroupName("none"))),
                refused(
                        "Groups are found by prefix or by pattern",
                        "DescribeLogGroups",
                        INVALID,
                        logs ->
                                logs.describeLogGroups(
                                        r -> r.logGroupNamePrefix("g").logGroupNamePattern("g"))));
    }

    private static List<Refusal> foundGroups() {
        return List.of(
                refused(
                        "A page has 50 groups at most",
                        "DescribeLogGroups",
                        INVALID,
                        logs -> logs.describeLogGroups(r -> r.limit(51))),
                refused(
                        "A token comes from a page",
                        "DescribeLogGroups",
                        INVALID,
                        logs -> logs.describeLogGroups(r -> r.nextToken("none"))),
                refused(
                        "A retention is one of AWS's",
                        "PutRetentionPolicy",
                        INVALID,
                        logs ->
                                logs.putRetentionPolicy(
                                        r -> r.logGroupName("g").retentionInDays(8))),
                refused(
                        "A tag's key does not begin with aws:",
                        "TagResource",
                        INVALID,
                        logs ->
                                logs.tagResource(r ->
                                        r.resourceArn(
                                                        "arn:aws:logs:us-east-1:000000000000:log-group:g")
                                                .tags(Map.of("aws:a", "b")))));
    }

    private static List<Refusal> streams() {
        return List.of(
                refused(
                        "A stream that is created does not exist",
                        "CreateLogStream",
                        "ResourceAlreadyExistsException",
                        logs -> logs.createLogStream(r -> r.logGroupName("g").logStreamName("s"))),
                refused(
                        "A stream's name has no colon",
                        "CreateLogStream",
                        INVALID,
                        logs ->
                                logs.createLogStream(
                                        r -> r.logGroupName("g").logStreamName("a:b"))),
                refused(
                        "A stream exists",
                        "GetLogEvents",
                        MISSING,
                        logs -> logs.getLogEvents(r -> r.logGroupName("g").logStreamName("none"))),
                refused(
                        "Streams of a prefix are not ordered by time",
                        "DescribeLogStreams",
                        INVALID,
                        logs ->
                                logs.describeLogStreams(r ->
                                        r.logGroupName("g")
                                                .logStreamNamePrefix("s")
                                                .orderBy("LastEventTime"))),
                events("Events come in their order", Duration.ZERO, Duration.ofSeconds(-1)),
                events("A batch spans 24 hours", Duration.ofHours(-25), Duration.ZERO));
    }

    private static List<Refusal> events() {
        return List.of(
                refused(
                        "A batch has an event",
                        "PutLogEvents",
                        INVALID,
                        logs ->
                                logs.putLogEvents(r ->
                                        r.logGroupName("g")
                                                .logStreamName("s")
                                                .logEvents(List.of()))),
                refused(
                        "Streams are found by name or by prefix",
                        "FilterLogEvents",
                        INVALID,
                        logs ->
                                logs.filterLogEvents(r ->
                                        r.logGroupName("g")
                                                .logStreamNames("s")
                                                .logStreamNamePrefix("s"))));
    }

    private static List<Refusal> patterns() {
        return List.of(
                pattern("Terms with other than letters and digits are quoted", "foo-bar"),
                pattern("A pattern that begins with a brace ends with one", "{ $.a = 1"),
                pattern("A pattern that begins with a bracket ends with one", "[a, b"),
                pattern("A condition of JSON begins with a selector", "{ a = 1 }"),
                pattern("A condition has an operator", "{ $.a }"),
                pattern("Greater and less compare numbers", "{ $.a > \"x\" }"),
                pattern("Parentheses are closed", "{ ($.a = 1 }"),
                pattern("Regular expressions have no groups", "%(a|b)%"),
                pattern("A pattern has two regular expressions", "[a=%x%, b=%y%, c=%z%]"),
                pattern("A field is there once", "[a, a]"),
                pattern("There is one ellipsis", "[..., a, ...]"));
    }

    private static List<Refusal> transformations() {
        return List.of(
                filter("Namespaces of AWS are not fed", t -> t.metricNamespace("AWS/EC2")),
                filter("A metric's value is a number or a field", t -> t.metricValue("much")),
                filter("A metric's value is a field of the pattern", t -> t.metricValue("$c")),
                filter(
                        "A default value excludes dimensions",
                        t -> t.dimensions(Map.of("A", "$a")).defaultValue(0.0)),
                filter(
                        "A dimension is a field of the pattern",
                        t -> t.dimensions(Map.of("A", "$c"))),
                filter(
                        "A metric has three dimensions",
                        t -> t.dimensions(Map.of("A", "$a", "B", "$b", "C", "$a", "D", "$b"))),
                refused(
                        "A metric filter's group exists",
                        "PutMetricFilter",
                        MISSING,
                        logs ->
                                logs.putMetricFilter(r -> {
                                    filter(r, "", t -> {});
                                    r.logGroupName("none");
                                })),
                refused(
                        "A filter exists",
                        "DeleteMetricFilter",
                        MISSING,
                        logs ->
                                logs.deleteMetricFilter(
                                        r -> r.logGroupName("g").filterName("none"))));
    }

    private static List<Refusal> filters() {
        return List.of(
                refused(
                        "Infrequently accessed groups have no metric filters",
                        "PutMetricFilter",
                        "InvalidOperationException",
                        logs -> {
                            logs.createLogGroup(
                                    r -> r.logGroupName("i").logGroupClass("INFREQUENT_ACCESS"));
                            logs.putMetricFilter(r -> {
                                filter(r, "", t -> {});
                                r.logGroupName("i");
                            });
                        }),
                refused(
                        "A metric is named with its namespace",
                        "DescribeMetricFilters",
                        INVALID,
                        logs -> logs.describeMetricFilters(r -> r.metricName("m"))));
    }
}
