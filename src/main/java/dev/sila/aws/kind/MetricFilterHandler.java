package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Scope;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;

/**
 * Finds and keeps metric filters. They have no tags: one is Sila's if it stands in a log group of
 * Sila's and feeds the namespace of exactly this environment; it belongs to the part that owns the
 * group.
 */
public final class MetricFilterHandler implements Kind<MetricFilter> {
    private static final int PAGE = 50;

    private final CloudWatchLogsClient logs;

    public MetricFilterHandler(CloudWatchLogsClient logs) {
        this.logs = logs;
    }

    @Override
    public Class<MetricFilter> type() {
        return MetricFilter.class;
    }

    /** Both are part of the name. */
    @Override
    public Set<String> immutable() {
        return Set.of("group", "filterName");
    }

    /**
     * Asks for the filters of one group by its name, of several by no name: the call takes only
     * one.
     */
    @Override
    public List<Found<MetricFilter>> find(Scope scope, World world) {
        Map<String, Found<LogGroup>> groups = new HashMap<>();
        world.found(LogGroup.class).forEach(each -> groups.put(each.id(), each));
        if (groups.isEmpty()) {
            return List.of();
        }
        DescribeMetricFiltersRequest request =
                DescribeMetricFiltersRequest.builder()
                        .logGroupName(groups.size() == 1 ? groups.keySet().iterator().next() : null)
                        .limit(PAGE)
                        .build();
        List<Found<MetricFilter>> found = new ArrayList<>();
        for (var filter : logs.describeMetricFiltersPaginator(request).metricFilters()) {
            Found<LogGroup> group = groups.get(filter.logGroupName());
            if (group != null) {
                filter.metricTransformations().stream()
                        .findFirst()
                        .filter(each ->
                                MetricFilter.namespace(scope.environment())
                                        .equals(each.metricNamespace()))
                        .ifPresent(each -> found.add(found(filter, each, group, world)));
            }
        }
        return found;
    }

    private static Found<MetricFilter> found(
            software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter filter,
            MetricTransformation transformation,
            Found<LogGroup> group,
            World world) {
        String name = MetricFilter.name(filter.logGroupName(), filter.filterName());
        MetricFilter state =
                new MetricFilter(
                        name,
                        world.ref(LogGroup.class, group.id()),
                        filter.filterName(),
                        Objects.requireNonNullElse(filter.filterPattern(), ""),
                        transformation.metricNamespace(),
                        transformation.metricName(),
                        transformation.metricValue());
        return new Found<>(name, state, group.attrs());
    }

    @Override
    public String create(Scope scope, MetricFilter wanted, Ids ids) {
        put(ids.of(wanted.group()), wanted, MetricTransformation.builder());
        return wanted.name();
    }

    /** The call replaces the whole filter, so what the spec does not name is sent as it is. */
    @Override
    public void update(Found<MetricFilter> found, MetricFilter wanted, Diff diff, Ids ids) {
        String group = ids.of(wanted.group());
        Optional<MetricTransformation> present =
                logs
                        .describeMetricFilters(
                                DescribeMetricFiltersRequest.builder()
                                        .logGroupName(group)
                                        .filterNamePrefix(wanted.filterName())
                                        .build())
                        .metricFilters()
                        .stream()
                        .filter(each -> each.filterName().equals(wanted.filterName()))
                        .flatMap(each -> each.metricTransformations().stream())
                        .findFirst();
        put(
                group,
                wanted,
                present.map(MetricTransformation::toBuilder)
                        .orElseGet(MetricTransformation::builder));
    }

    private void put(
            String group, MetricFilter wanted, MetricTransformation.Builder transformation) {
        logs.putMetricFilter(
                PutMetricFilterRequest.builder()
                        .logGroupName(group)
                        .filterName(wanted.filterName())
                        .filterPattern(wanted.pattern())
                        .metricTransformations(
                                transformation
                                        .metricNamespace(wanted.namespace())
                                        .metricName(wanted.metric())
                                        .metricValue(wanted.value())
                                        .build())
                        .build());
    }

    @Override
    public void delete(Found<MetricFilter> found) {
        String filter = found.state().filterName();
        String group = found.id().substring(0, found.id().length() - filter.length() - 1);
        AwsErrors.unlessGone(() ->
                logs.deleteMetricFilter(
                        DeleteMetricFilterRequest.builder()
                                .logGroupName(group)
                                .filterName(filter)
                                .build()));
    }
}
