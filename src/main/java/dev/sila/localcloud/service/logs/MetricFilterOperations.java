package dev.sila.localcloud.service.logs;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilterMatchRecord;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TestMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TestMetricFilterResponse;

/** Makes, lists, tries and deletes metric filters. */
final class MetricFilterOperations {
    private static final String INVALID = "Invalid metric filter pattern";
    private static final int MOST_DIMENSIONS = 3;

    private final LogStore store;

    MetricFilterOperations(LogStore store) {
        this.store = store;
    }

    /** A filter of the same name is replaced. */
    public PutMetricFilterResponse putMetricFilter(PutMetricFilterRequest request) {
        Refusals.unsupported(
                Boolean.TRUE.equals(request.applyOnTransformedLogs())
                        || request.fieldSelectionCriteria() != null
                        || request.hasEmitSystemFieldDimensions(),
                "metric filters on transformed logs and system fields");
        LogGroup group = store.group(request.logGroupName());
        if (group.kind != LogGroupClass.STANDARD) {
            throw new AwsFailure(
                    "InvalidOperationException",
                    "Metric filters are not supported for log groups of the class "
                            + group.kind
                            + ".");
        }
        FilterPattern pattern = FilterPattern.parse(request.filterPattern(), INVALID);
        check(request.metricTransformations().getFirst(), pattern);
        String name = request.filterName();
        if (!group.filters.containsKey(name)
                && group.filters.size() >= store.limit(LogStore.FILTERS)) {
            throw Refusals.limit();
        }
        MetricFilter model =
                MetricFilter.builder()
                        .filterName(name)
                        .filterPattern(request.filterPattern())
                        .metricTransformations(request.metricTransformations())
                        .creationTime(store.now())
                        .logGroupName(group.name)
                        .applyOnTransformedLogs(false)
                        .build();
        group.filters.put(name, new StoredFilter(model, pattern));
        return PutMetricFilterResponse.builder().build();
    }

    private static void check(MetricTransformation transformation, FilterPattern pattern) {
        if (transformation.metricNamespace().startsWith("AWS/")) {
            throw Refusals.invalid(
                    "Invalid metric transformation: metric namespaces starting with 'AWS/' are"
                            + " reserved");
        }
        if (transformation.metricName().isEmpty() || transformation.metricNamespace().isEmpty()) {
            throw Refusals.invalid(
                    "Invalid metric transformation: metric name and namespace must not be empty");
        }
        String value = transformation.metricValue();
        if (value.startsWith("$") ? !pattern.has(value) : Emission.number(value).isEmpty()) {
            throw Refusals.invalid(
                    "Invalid metric transformation: the metric value '"
                            + value
                            + "' is neither a number nor a field of the filter pattern");
        }
        if (transformation.hasDimensions() && !transformation.dimensions().isEmpty()) {
            if (transformation.defaultValue() != null) {
                throw Refusals.invalid(
                        "Invalid metric transformation: dimensions and default value are mutually"
                                + " exclusive properties.");
            }
            if (transformation.dimensions().size() > MOST_DIMENSIONS) {
                throw Refusals.invalid(
                        "Invalid metric transformation: there are at most "
                                + MOST_DIMENSIONS
                                + " dimensions.");
            }
            transformation.dimensions().values().stream()
                    .filter(each -> !each.startsWith("$") || !pattern.has(each))
                    .findFirst()
                    .ifPresent(each -> {
                        throw Refusals.invalid(
                                "Invalid metric transformation: the dimension value '"
                                        + each
                                        + "' is no field of the filter pattern");
                    });
        }
    }

    public DeleteMetricFilterResponse deleteMetricFilter(DeleteMetricFilterRequest request) {
        LogGroup group = store.group(request.logGroupName());
        if (group.filters.remove(request.filterName()) == null) {
            throw Refusals.notFound("metric filter");
        }
        return DeleteMetricFilterResponse.builder().build();
    }

    /** Those of a group, or of all groups; by name, or by the metric that they feed. */
    public DescribeMetricFiltersResponse describeMetricFilters(
            DescribeMetricFiltersRequest request) {
        if ((request.metricName() == null) != (request.metricNamespace() == null)) {
            throw Refusals.invalid(
                    "Both metricName and metricNamespace must be specified, or neither of them.");
        }
        String prefix = Optional.ofNullable(request.filterNamePrefix()).orElse("");
        Stream<LogGroup> groups =
                request.logGroupName() == null
                        ? store.groups.values().stream()
                        : Stream.of(store.group(request.logGroupName()));
        Stream<MetricFilter> filters =
                groups.flatMap(each -> each.filters.values().stream())
                        .map(each -> each.model)
                        .filter(each -> each.filterName().startsWith(prefix))
                        .filter(each -> request.metricName() == null || feeds(each, request));
        LogStore.Page<MetricFilter> page =
                LogStore.page(
                        filters,
                        each -> each.logGroupName() + ":" + each.filterName(),
                        request.limit(),
                        request.nextToken());
        return DescribeMetricFiltersResponse.builder()
                .metricFilters(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean feeds(MetricFilter filter, DescribeMetricFiltersRequest request) {
        return filter.metricTransformations().stream()
                .anyMatch(each ->
                        each.metricName().equals(request.metricName())
                                && each.metricNamespace().equals(request.metricNamespace()));
    }

    public TestMetricFilterResponse testMetricFilter(TestMetricFilterRequest request) {
        FilterPattern pattern = FilterPattern.parse(request.filterPattern(), INVALID);
        List<MetricFilterMatchRecord> matches = new ArrayList<>();
        for (int i = 0; i < request.logEventMessages().size(); i++) {
            String message = request.logEventMessages().get(i);
            long number = i + 1L;
            pattern.match(message)
                    .ifPresent(fields ->
                            matches.add(
                                    MetricFilterMatchRecord.builder()
                                            .eventNumber(number)
                                            .eventMessage(message)
                                            .extractedValues(fields)
                                            .build()));
        }
        return TestMetricFilterResponse.builder().matches(matches).build();
    }
}
