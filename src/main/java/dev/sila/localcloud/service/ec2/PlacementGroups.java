package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreatePlacementGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreatePlacementGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeletePlacementGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeletePlacementGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribePlacementGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePlacementGroupsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.PlacementGroup;
import software.amazon.awssdk.services.ec2.model.PlacementGroupState;

/** Groups of instances that AWS places near to or far from each other. */
public final class PlacementGroups {
    private static final Set<String> STRATEGIES = Set.of("cluster", "spread", "partition");

    private final Store store;

    PlacementGroups(Store store) {
        this.store = store;
    }

    public CreatePlacementGroupResponse createPlacementGroup(CreatePlacementGroupRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "GroupName",
                        "Strategy",
                        "PartitionCount",
                        "SpreadLevel",
                        "TagSpecifications",
                        "DryRun"));
        String name = Refusals.required(request.groupName(), "GroupName");
        if (name.length() > 255 || !name.matches("\\p{ASCII}+")) {
            throw Refusals.invalid("groupName", name, "Expecting up to 255 ASCII characters.");
        }
        if (named(name).isPresent()) {
            throw new AwsFailure(
                    "InvalidPlacementGroup.Duplicate",
                    "The placement group '" + name + "' already exists.");
        }
        String strategy = strategy(request);
        Integer partitions = partitions(request, strategy);
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.PLACEMENT_GROUP);
        Refusals.endDryRun(request.dryRun());
        PlacementGroup row =
                PlacementGroup.builder()
                        .groupId(store.newId(ResourceKind.PLACEMENT_GROUP))
                        .groupName(name)
                        .groupArn(store.foundation().realm().arn("ec2", "placement-group/" + name))
                        .strategy(strategy)
                        .partitionCount(partitions)
                        .spreadLevel(strategy.equals("spread") ? "rack" : null)
                        .state(PlacementGroupState.AVAILABLE)
                        .build();
        store.compute().placementGroups().put(row);
        store.tags().add(row.groupId(), tags);
        return CreatePlacementGroupResponse.builder()
                .placementGroup(store.compute().placementGroups().tagged(row))
                .build();
    }

    private static String strategy(CreatePlacementGroupRequest request) {
        String strategy =
                request.strategyAsString() == null ? "cluster" : request.strategyAsString();
        if (!STRATEGIES.contains(strategy)) {
            throw Refusals.invalid("strategy", strategy, "Expecting cluster, spread or partition.");
        }
        String level = request.spreadLevelAsString();
        if (level != null && (!strategy.equals("spread") || !level.equals("rack"))) {
            throw Refusals.invalid(
                    "spreadLevel", level, "Expecting rack, for the strategy spread.");
        }
        return strategy;
    }

    private static @Nullable Integer partitions(
            CreatePlacementGroupRequest request, String strategy) {
        Integer wanted = request.partitionCount();
        if (!strategy.equals("partition")) {
            if (wanted != null) {
                throw Refusals.combination(
                        "The parameter partitionCount may only be used with the strategy partition");
            }
            return null;
        }
        if (wanted == null) {
            return 2;
        }
        if (wanted < 1 || wanted > 7) {
            throw Refusals.invalid("partitionCount", wanted, "Expecting 1 to 7.");
        }
        return wanted;
    }

    private Optional<PlacementGroup> named(String name) {
        return store.compute()
                .placementGroups()
                .rows()
                .filter(row -> row.groupName().equals(name))
                .findFirst();
    }

    /**
     * The group of that name.
     *
     * @throws AwsFailure {@code InvalidPlacementGroup.Unknown}
     */
    PlacementGroup require(String name) {
        return named(name).orElseThrow(() -> ResourceKind.PLACEMENT_GROUP.notFound(name));
    }

    public DescribePlacementGroupsResponse describePlacementGroups(
            DescribePlacementGroupsRequest request) {
        List<String> ids = new ArrayList<>(request.groupIds());
        request.groupNames().forEach(name -> ids.add(require(name).groupId()));
        Selection selection = new Selection(ids, request.filters(), null, null, request.dryRun());
        return DescribePlacementGroupsResponse.builder()
                .placementGroups(
                        store.compute().placementGroups().page(selection, row -> row).items())
                .build();
    }

    /** Deletes a group without instances. */
    public DeletePlacementGroupResponse deletePlacementGroup(DeletePlacementGroupRequest request) {
        String name = Refusals.required(request.groupName(), "GroupName");
        PlacementGroup row = require(name);
        boolean used =
                store.instances()
                        .rows()
                        .filter(each -> each.state().name() != InstanceStateName.TERMINATED)
                        .anyMatch(each -> name.equals(each.placement().groupName()));
        if (used) {
            throw new AwsFailure(
                    "InvalidPlacementGroup.InUse",
                    "The placement group '" + name + "' is in use and may not be deleted.");
        }
        Refusals.endDryRun(request.dryRun());
        store.compute().placementGroups().remove(row.groupId());
        return DeletePlacementGroupResponse.builder().build();
    }
}
