package dev.sila.localcloud.service.iam;

import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupResponse;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupResponse;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsResponse;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupResponse;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateGroupResponse;

/** Groups and who is in them. */
final class Groups {
    private final Store store;

    Groups(Store store) {
        this.store = store;
    }

    public CreateGroupResponse createGroup(CreateGroupRequest request) {
        String name = Kind.GROUP.name(request.groupName());
        StoredGroup group =
                new StoredGroup(store.origin(Kind.GROUP), name, Checks.path(request.path()));
        store.groups.add(group);
        return CreateGroupResponse.builder().group(shown(group)).build();
    }

    /** The group with a page of its users. */
    public GetGroupResponse getGroup(GetGroupRequest request) {
        StoredGroup group = store.groups.get(request.groupName());
        List<StoredUser> users =
                group.users.stream()
                        .sorted(
                                Comparator.comparing(
                                        each -> each.name, String.CASE_INSENSITIVE_ORDER))
                        .toList();
        Page<StoredUser> page =
                Page.of(users, each -> each.name, request.marker(), request.maxItems());
        return GetGroupResponse.builder()
                .group(shown(group))
                .users(page.items().stream().map(each -> Users.shown(each).build()).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public ListGroupsResponse listGroups(ListGroupsRequest request) {
        Page<StoredGroup> page =
                store.groups.page(request.pathPrefix(), request.marker(), request.maxItems());
        return ListGroupsResponse.builder()
                .groups(page.items().stream().map(Groups::shown).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public ListGroupsForUserResponse listGroupsForUser(ListGroupsForUserRequest request) {
        StoredUser user = store.users.get(request.userName());
        Page<StoredGroup> page =
                Page.of(
                        store.groupsOf(user),
                        each -> each.name,
                        request.marker(),
                        request.maxItems());
        return ListGroupsForUserResponse.builder()
                .groups(page.items().stream().map(Groups::shown).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public UpdateGroupResponse updateGroup(UpdateGroupRequest request) {
        StoredGroup group = store.groups.get(request.groupName());
        store.groups.rename(group, request.newGroupName(), request.newPath());
        return UpdateGroupResponse.builder().build();
    }

    public DeleteGroupResponse deleteGroup(DeleteGroupRequest request) {
        StoredGroup group = store.groups.get(request.groupName());
        if (!group.users.isEmpty()) {
            throw Refusals.deleteConflict(
                    "Cannot delete entity, must remove users from group first.");
        }
        group.policies.refuseIfAny();
        store.groups.remove(group);
        return DeleteGroupResponse.builder().build();
    }

    /** Adding twice is no error. */
    public AddUserToGroupResponse addUserToGroup(AddUserToGroupRequest request) {
        StoredGroup group = store.groups.get(request.groupName());
        StoredUser user = store.users.get(request.userName());
        if (!group.users.contains(user)) {
            int present = store.groupsOf(user).size();
            Checks.quota(store.quotas, Limits.GROUPS_PER_USER, "GroupsPerUser", present);
            group.users.add(user);
        }
        return AddUserToGroupResponse.builder().build();
    }

    public RemoveUserFromGroupResponse removeUserFromGroup(RemoveUserFromGroupRequest request) {
        StoredGroup group = store.groups.get(request.groupName());
        StoredUser user = store.users.get(request.userName());
        if (!group.users.remove(user)) {
            throw Refusals.noSuchEntity(
                    "User " + user.name + " is not in group " + group.name + ".");
        }
        return RemoveUserFromGroupResponse.builder().build();
    }

    static Group shown(StoredGroup group) {
        return Group.builder()
                .groupName(group.name)
                .path(group.path)
                .groupId(group.id)
                .arn(group.arn())
                .createDate(group.created)
                .build();
    }
}
