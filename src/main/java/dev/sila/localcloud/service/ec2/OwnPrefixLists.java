package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.CreateManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.CreateManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.DeleteManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.DeleteManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.ModifyManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.ModifyManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.PrefixListState;
import software.amazon.awssdk.services.ec2.model.RemovePrefixListEntry;

/** The account's own prefix lists. Each change of the entries makes a version. */
public final class OwnPrefixLists {
    private static final Duration CHANGING = Duration.ofSeconds(3);
    private static final int MOST_ENTRIES = 1000;
    private static final int MOST_CHANGES = 100;

    private static final Set<String> MODIFIED =
            Set.of(
                    "PrefixListId",
                    "CurrentVersion",
                    "PrefixListName",
                    "AddEntries",
                    "RemoveEntries",
                    "MaxEntries",
                    "DryRun");

    private final Store store;
    private final PrefixLists lists;

    OwnPrefixLists(Store store, PrefixLists lists) {
        this.store = store;
        this.lists = lists;
    }

    private Table<ManagedPrefixList> table() {
        return store.network().prefixLists();
    }

    public CreateManagedPrefixListResponse createManagedPrefixList(
            CreateManagedPrefixListRequest request) {
        return store.idempotency()
                .once(
                        "CreateManagedPrefixList",
                        request.clientToken(),
                        request,
                        CreateManagedPrefixListResponse.class,
                        () -> create(request));
    }

    private CreateManagedPrefixListResponse create(CreateManagedPrefixListRequest request) {
        String name = checkedName(Refusals.required(request.prefixListName(), "PrefixListName"));
        String family = Refusals.required(request.addressFamily(), "AddressFamily");
        if (!Set.of("IPv4", "IPv6").contains(family)) {
            throw Refusals.invalid("AddressFamily", family, "Expected: IPv4, IPv6.");
        }
        int most = checkedMost(request.maxEntries());
        List<PrefixListEntry> entries = added(List.of(), request.entries(), family);
        requireRoom(entries, most);
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.PREFIX_LIST);
        Refusals.endDryRun(request.dryRun());
        String id = store.newId(ResourceKind.PREFIX_LIST);
        ManagedPrefixList list =
                ManagedPrefixList.builder()
                        .prefixListId(id)
                        .prefixListArn(store.foundation().realm().arn("ec2", "prefix-list/" + id))
                        .prefixListName(name)
                        .addressFamily(family)
                        .maxEntries(most)
                        .ownerId(store.account())
                        .version(1L)
                        .state(PrefixListState.CREATE_IN_PROGRESS)
                        .build();
        table().put(list);
        lists.set(id, 1, entries);
        store.tags().add(id, tags);
        later(id, PrefixListState.CREATE_IN_PROGRESS, PrefixListState.CREATE_COMPLETE);
        return CreateManagedPrefixListResponse.builder().prefixList(table().tagged(list)).build();
    }

    private static String checkedName(String name) {
        if (name.length() > 255 || name.startsWith("com.amazonaws")) {
            throw Refusals.invalid(
                    "PrefixListName",
                    name,
                    "It must have up to 255 characters and cannot start with com.amazonaws.");
        }
        return name;
    }

    private static int checkedMost(@Nullable Integer most) {
        if (most == null) {
            throw Refusals.missing("MaxEntries");
        }
        if (most < 1 || most > MOST_ENTRIES) {
            throw Refusals.invalid("MaxEntries", most, "Expected: 1 to " + MOST_ENTRIES + ".");
        }
        return most;
    }

    private static List<PrefixListEntry> added(
            List<PrefixListEntry> present, List<AddPrefixListEntry> entries, String family) {
        if (entries.size() > MOST_CHANGES) {
            throw Refusals.invalid("At most 100 entries can be added in a single request.");
        }
        Map<String, PrefixListEntry> all = byRange(present);
        Set<String> seen = new HashSet<>();
        for (AddPrefixListEntry each : entries) {
            String range = canonical(Refusals.required(each.cidr(), "Entry.Cidr"), family);
            if (!seen.add(range)) {
                throw Refusals.invalid("The CIDR " + range + " is specified more than once.");
            }
            all.put(
                    range,
                    PrefixListEntry.builder().cidr(range).description(each.description()).build());
        }
        return List.copyOf(all.values());
    }

    private static Map<String, PrefixListEntry> byRange(List<PrefixListEntry> entries) {
        Map<String, PrefixListEntry> all = new java.util.TreeMap<>();
        entries.forEach(each -> all.put(each.cidr(), each));
        return all;
    }

    private static String canonical(String range, String family) {
        return (family.equals("IPv4")
                        ? Cidr.parse(range).map(Cidr::toString)
                        : Ipv6Cidr.canonical(range))
                .orElseThrow(() ->
                        Refusals.invalid(
                                "The CIDR %s is not a valid %s CIDR block."
                                        .formatted(range, family)));
    }

    private static void requireRoom(List<PrefixListEntry> entries, int most) {
        if (entries.size() > most) {
            throw new AwsFailure(
                    "PrefixListMaxEntriesExceeded",
                    "You've reached the maximum number of entries for the prefix list: " + most);
        }
    }

    private void later(String id, PrefixListState from, PrefixListState to) {
        store.foundation()
                .timeline()
                .after(
                        CHANGING,
                        () ->
                                table().find(id)
                                        .filter(each -> each.state() == from)
                                        .ifPresent(each -> enter(each, to)));
    }

    private ManagedPrefixList enter(ManagedPrefixList list, PrefixListState state) {
        ManagedPrefixList changed = list.toBuilder().state(state).build();
        table().put(changed);
        return changed;
    }

    private ManagedPrefixList own(@Nullable String id) {
        ManagedPrefixList list = table().get(id);
        if (list.ownerId().equals(PrefixLists.AWS)) {
            throw new AwsFailure(
                    "UnauthorizedOperation", "You are not authorized to perform this operation.");
        }
        if (list.stateAsString().endsWith("-in-progress")) {
            throw new AwsFailure(
                    "IncorrectState",
                    "The prefix list %s is in the state %s."
                            .formatted(list.prefixListId(), list.stateAsString()));
        }
        return list;
    }

    public ModifyManagedPrefixListResponse modifyManagedPrefixList(
            ModifyManagedPrefixListRequest request) {
        Refusals.supportedOnly(request, MODIFIED);
        ManagedPrefixList list = own(request.prefixListId());
        String id = list.prefixListId();
        boolean entriesChange =
                !request.addEntries().isEmpty() || !request.removeEntries().isEmpty();
        checkVersion(list, request.currentVersion(), entriesChange);
        if (request.maxEntries() != null && entriesChange) {
            throw Refusals.combination(
                    "The maximum number of entries cannot be changed together with the entries.");
        }
        List<PrefixListEntry> entries =
                added(
                        without(lists.entries(id), request.removeEntries(), list.addressFamily()),
                        request.addEntries(),
                        list.addressFamily());
        int most =
                request.maxEntries() == null
                        ? list.maxEntries()
                        : checkedMost(request.maxEntries());
        requireRoom(entries, most);
        String name =
                request.prefixListName() == null
                        ? list.prefixListName()
                        : checkedName(request.prefixListName());
        Refusals.endDryRun(request.dryRun());
        ManagedPrefixList.Builder changed = list.toBuilder().prefixListName(name).maxEntries(most);
        if (entriesChange) {
            changed.version(list.version() + 1);
        }
        return ModifyManagedPrefixListResponse.builder()
                .prefixList(modified(changed.build(), entries))
                .build();
    }

    private ManagedPrefixList modified(ManagedPrefixList list, List<PrefixListEntry> entries) {
        String id = list.prefixListId();
        lists.set(id, list.version(), entries);
        later(id, PrefixListState.MODIFY_IN_PROGRESS, PrefixListState.MODIFY_COMPLETE);
        return enter(list, PrefixListState.MODIFY_IN_PROGRESS);
    }

    private static void checkVersion(
            ManagedPrefixList list, @Nullable Long current, boolean needed) {
        if (current == null && needed) {
            throw Refusals.missing("CurrentVersion");
        }
        if (current != null && !current.equals(list.version())) {
            throw new AwsFailure(
                    "PrefixListVersionMismatch",
                    "The prefix list has the incorrect version number: %d is current."
                            .formatted(list.version()));
        }
    }

    private static List<PrefixListEntry> without(
            List<PrefixListEntry> present, List<RemovePrefixListEntry> gone, String family) {
        if (gone.size() > MOST_CHANGES) {
            throw Refusals.invalid("At most 100 entries can be removed in a single request.");
        }
        Map<String, PrefixListEntry> left = byRange(present);
        for (RemovePrefixListEntry each : gone) {
            String range = canonical(Refusals.required(each.cidr(), "RemoveEntry.Cidr"), family);
            if (left.remove(range) == null) {
                throw Refusals.invalid("The CIDR " + range + " is not an entry of the list.");
            }
        }
        return new ArrayList<>(left.values());
    }

    public DeleteManagedPrefixListResponse deleteManagedPrefixList(
            DeleteManagedPrefixListRequest request) {
        ManagedPrefixList list = own(request.prefixListId());
        String id = list.prefixListId();
        if (lists.users(id).findAny().isPresent()) {
            throw Refusals.dependency("prefixList", id);
        }
        Refusals.endDryRun(request.dryRun());
        ManagedPrefixList going = enter(list, PrefixListState.DELETE_IN_PROGRESS);
        store.foundation().timeline().after(CHANGING, () -> lists.forget(id));
        return DeleteManagedPrefixListResponse.builder().prefixList(going).build();
    }
}
