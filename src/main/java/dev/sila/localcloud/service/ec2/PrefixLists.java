package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.FieldFilters;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListAssociation;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.PrefixListState;

/**
 * Lists of ranges: AWS's own and the account's. A rule or route that names one counts as often as
 * the list may have entries; AWS's own have a weight each (VPC user guide, "AWS-managed prefix list
 * weight").
 */
public final class PrefixLists {
    static final String AWS = "AWS";

    private final Store store;
    private final Map<String, NavigableMap<Long, List<PrefixListEntry>>> versions = new HashMap<>();
    private final Map<String, Integer> weights = new HashMap<>();
    private final FieldFilters filters = new FieldFilters(PrefixList.builder(), Map.of());

    PrefixLists(Store store) {
        this.store = store;
        String service = "com.amazonaws." + store.foundation().realm().region();
        own("pl-63a5400a", service + ".s3", 1, "52.216.0.0/15", "54.231.0.0/16");
        own("pl-02cd2c6b", service + ".dynamodb", 1, "52.94.0.0/22");
        own(
                "pl-3b927c52",
                "com.amazonaws.global.cloudfront.origin-facing",
                55,
                "13.124.199.0/24",
                "130.176.0.0/18");
    }

    private Table<ManagedPrefixList> table() {
        return store.network().prefixLists();
    }

    private void own(String id, String name, int weight, String... ranges) {
        table().put(
                        ManagedPrefixList.builder()
                                .prefixListId(id)
                                .prefixListArn(
                                        "arn:aws:ec2:%s:aws:prefix-list/%s"
                                                .formatted(store.foundation().realm().region(), id))
                                .prefixListName(name)
                                .addressFamily("IPv4")
                                .ownerId(AWS)
                                .state(PrefixListState.CREATE_COMPLETE)
                                .build());
        weights.put(id, weight);
        set(
                id,
                1,
                Stream.of(ranges)
                        .map(each -> PrefixListEntry.builder().cidr(each).build())
                        .toList());
    }

    /** Keeps the entries of a version. */
    void set(String id, long version, List<PrefixListEntry> entries) {
        versions.computeIfAbsent(id, missing -> new TreeMap<>()).put(version, entries);
    }

    /** The entries of a list as they are now. */
    List<PrefixListEntry> entries(String id) {
        return versions.getOrDefault(id, new TreeMap<>(Map.of(0L, List.of())))
                .lastEntry()
                .getValue();
    }

    void forget(String id) {
        versions.remove(id);
        table().remove(id);
    }

    /** How often a rule or route with that list counts; once if it has none. */
    int weight(@Nullable String id) {
        if (id == null) {
            return 1;
        }
        return table().find(id)
                .map(ManagedPrefixList::maxEntries)
                .orElseGet(() -> weights.getOrDefault(id, 1));
    }

    /** The list of an AWS service, by the end of its name. */
    ManagedPrefixList ofService(String service) {
        return table().rows()
                .filter(each -> each.ownerId().equals(AWS))
                .filter(each -> each.prefixListName().endsWith("." + service))
                .findFirst()
                .orElseThrow();
    }

    /** What names a list: security groups in their rules, and route tables. */
    Stream<String> users(String id) {
        Stream<String> groups =
                store.rules()
                        .rows()
                        .filter(rule -> id.equals(rule.prefixListId()))
                        .map(rule -> rule.groupId());
        Stream<String> tables =
                store.routeTables()
                        .rows()
                        .filter(table ->
                                table.routes().stream()
                                        .anyMatch(
                                                each -> id.equals(each.destinationPrefixListId())))
                        .map(table -> table.routeTableId());
        return Stream.concat(groups, tables).distinct();
    }

    /** AWS's own lists that gateway endpoints lead to. */
    public DescribePrefixListsResponse describePrefixLists(DescribePrefixListsRequest request) {
        request.prefixListIds().forEach(each -> table().get(each));
        Stream<PrefixList> all =
                table().rows()
                        .filter(each -> each.ownerId().equals(AWS))
                        .filter(each ->
                                request.prefixListIds().isEmpty()
                                        || request.prefixListIds().contains(each.prefixListId()))
                        .map(this::plain);
        Page<PrefixList> page =
                new Pages(5, 1000)
                        .page(
                                Table.matching(all, request.filters(), filters).toList(),
                                PrefixList::prefixListId,
                                request.maxResults(),
                                request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return DescribePrefixListsResponse.builder()
                .prefixLists(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private PrefixList plain(ManagedPrefixList list) {
        return PrefixList.builder()
                .prefixListId(list.prefixListId())
                .prefixListName(list.prefixListName())
                .cidrs(entries(list.prefixListId()).stream().map(PrefixListEntry::cidr).toList())
                .build();
    }

    public DescribeManagedPrefixListsResponse describeManagedPrefixLists(
            DescribeManagedPrefixListsRequest request) {
        Page<ManagedPrefixList> page =
                table().page(
                                Selection.of(request.prefixListIds(), request),
                                row -> row,
                                new Pages(1, 100));
        return DescribeManagedPrefixListsResponse.builder()
                .prefixLists(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public GetManagedPrefixListEntriesResponse getManagedPrefixListEntries(
            GetManagedPrefixListEntriesRequest request) {
        String id = table().get(request.prefixListId()).prefixListId();
        List<PrefixListEntry> entries = entries(id);
        if (request.targetVersion() != null) {
            List<PrefixListEntry> then =
                    versions.getOrDefault(id, new TreeMap<>()).get(request.targetVersion());
            if (then == null) {
                throw Refusals.invalid(
                        "targetVersion", request.targetVersion(), "There is no such version.");
            }
            entries = then;
        }
        Page<PrefixListEntry> page =
                new Pages(1, 100)
                        .page(
                                entries,
                                PrefixListEntry::cidr,
                                request.maxResults(),
                                request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return GetManagedPrefixListEntriesResponse.builder()
                .entries(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public GetManagedPrefixListAssociationsResponse getManagedPrefixListAssociations(
            GetManagedPrefixListAssociationsRequest request) {
        ManagedPrefixList list = table().get(request.prefixListId());
        if (list.ownerId().equals(AWS)) {
            throw new AwsFailure(
                    "UnauthorizedOperation", "You are not authorized to perform this operation.");
        }
        Page<PrefixListAssociation> page =
                new Pages(5, 255)
                        .page(
                                users(list.prefixListId()).map(this::association).toList(),
                                PrefixListAssociation::resourceId,
                                request.maxResults(),
                                request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return GetManagedPrefixListAssociationsResponse.builder()
                .prefixListAssociations(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private PrefixListAssociation association(String resourceId) {
        return PrefixListAssociation.builder()
                .resourceId(resourceId)
                .resourceOwner(store.account())
                .build();
    }
}
