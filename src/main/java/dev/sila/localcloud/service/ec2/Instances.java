package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/** Runs and describes instances. */
public final class Instances {
    private static final Set<String> OF_RESERVATION =
            Set.of("reservation-id", "owner-id", "requester-id");

    private final Store store;
    private final LaunchTemplateVersions templates;
    private final LaunchChecks checks;
    private final InstanceMaker maker;
    private final InstanceViews views;

    Instances(
            Store store,
            LaunchTemplateVersions templates,
            LaunchChecks checks,
            InstanceMaker maker,
            InstanceViews views) {
        this.store = store;
        this.templates = templates;
        this.checks = checks;
        this.maker = maker;
        this.views = views;
    }

    /** The instance of that identifier, terminated or not. */
    public Optional<Instance> find(String instanceId) {
        return store.instances().find(instanceId);
    }

    /** Starts instances; those of one request form a reservation. */
    public RunInstancesResponse runInstances(RunInstancesRequest request) {
        return store.idempotency()
                .once(
                        "RunInstances",
                        request.clientToken(),
                        request,
                        RunInstancesResponse.class,
                        () -> run(request));
    }

    private RunInstancesResponse run(RunInstancesRequest request) {
        RunInstancesRequest whole = templates.completed(request);
        Launch launch = checks.check(whole);
        maker.checkTags(whole, launch);
        Refusals.endDryRun(whole.dryRun());
        String reservation = store.foundation().identity().ec2("r");
        List<Instance> made = new ArrayList<>();
        for (int index = 0; index < launch.count(); index++) {
            String id = maker.make(whole, launch, index, reservation);
            made.add(store.instances().tagged(views.of(store.instances().get(id))));
        }
        return RunInstancesResponse.builder()
                .reservationId(reservation)
                .ownerId(store.account())
                .instances(made)
                .build();
    }

    /** Describes instances in their reservations. Terminated ones are found for an hour. */
    public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
        Refusals.supportedOnly(
                request, Set.of("InstanceIds", "Filters", "MaxResults", "NextToken", "DryRun"));
        List<Filter> own = new ArrayList<>();
        List<Filter> filters = new ArrayList<>();
        for (Filter filter : request.filters()) {
            (OF_RESERVATION.contains(String.valueOf(filter.name())) ? own : filters).add(filter);
        }
        Page<Instance> page =
                store.instances()
                        .page(
                                new Selection(
                                        request.instanceIds(),
                                        filters,
                                        request.maxResults(),
                                        request.nextToken(),
                                        request.dryRun()),
                                views::of,
                                row -> own.stream().allMatch(filter -> accepts(filter, row)));
        Map<String, List<Instance>> grouped = new LinkedHashMap<>();
        for (Instance instance : page.items()) {
            grouped.computeIfAbsent(reservation(instance), id -> new ArrayList<>()).add(instance);
        }
        return DescribeInstancesResponse.builder()
                .reservations(grouped.entrySet().stream().map(this::reservation).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private String reservation(Instance instance) {
        return store.compute().reservations().getOrDefault(instance.instanceId(), "");
    }

    private boolean accepts(Filter filter, Instance row) {
        return switch (filter.name()) {
            case "owner-id" -> filter.values().contains(store.account());
            case "reservation-id" -> filter.values().contains(reservation(row));
            default -> false;
        };
    }

    private Reservation reservation(Map.Entry<String, List<Instance>> entry) {
        return Reservation.builder()
                .reservationId(entry.getKey())
                .ownerId(store.account())
                .instances(entry.getValue())
                .build();
    }
}
