package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.wire.Caller;
import java.time.Instant;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.TagUserResponse;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserResponse;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserResponse;
import software.amazon.awssdk.services.iam.model.User;

/** Users and their tags. */
final class Users {
    private final Store store;
    private final Instant accountCreated;

    Users(Store store) {
        this.store = store;
        this.accountCreated = store.now();
    }

    public CreateUserResponse createUser(CreateUserRequest request) {
        String name = Kind.USER.name(request.userName());
        StoredUser user =
                new StoredUser(store.origin(Kind.USER), name, Checks.path(request.path()));
        user.tag(request.tags());
        user.policies.boundary = Boundaries.of(store, request.permissionsBoundary());
        store.users.add(user);
        return CreateUserResponse.builder().user(full(user)).build();
    }

    /** Without a name, whoever calls: a user, or the account's root. */
    public GetUserResponse getUser(GetUserRequest request, Caller caller) {
        if (request.userName() == null && store.userOfKey(caller.accessKeyId()).isEmpty()) {
            if (caller.accessKeyId().startsWith("ASIA")) {
                throw Refusals.invalid(
                        "Must specify userName when calling with non-User credentials");
            }
            return GetUserResponse.builder().user(root()).build();
        }
        return GetUserResponse.builder()
                .user(full(store.userOr(request.userName(), caller)))
                .build();
    }

    public ListUsersResponse listUsers(ListUsersRequest request) {
        Page<StoredUser> page =
                store.users.page(request.pathPrefix(), request.marker(), request.maxItems());
        return ListUsersResponse.builder()
                .users(page.items().stream().map(each -> shown(each).build()).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public UpdateUserResponse updateUser(UpdateUserRequest request) {
        StoredUser user = store.users.get(request.userName());
        store.users.rename(user, request.newUserName(), request.newPath());
        return UpdateUserResponse.builder().build();
    }

    /** Refuses while something hangs on the user, in the order in which IAM looks. */
    public DeleteUserResponse deleteUser(DeleteUserRequest request) {
        StoredUser user = store.users.get(request.userName());
        refuse(!store.groupsOf(user).isEmpty(), "must remove users from group first.");
        user.policies.refuseIfAny();
        refuse(!user.keys.isEmpty(), "must delete access keys first.");
        refuse(user.login != null, "must delete login profile first.");
        store.users.remove(user);
        return DeleteUserResponse.builder().build();
    }

    public TagUserResponse tagUser(TagUserRequest request) {
        store.users.get(request.userName()).tag(request.tags());
        return TagUserResponse.builder().build();
    }

    public UntagUserResponse untagUser(UntagUserRequest request) {
        store.users.get(request.userName()).untag(request.tagKeys());
        return UntagUserResponse.builder().build();
    }

    public ListUserTagsResponse listUserTags(ListUserTagsRequest request) {
        Page<Tag> page =
                store.users.get(request.userName()).tags(request.marker(), request.maxItems());
        return ListUserTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    /** A user as lists show it: without tags and boundary. */
    static User.Builder shown(StoredUser user) {
        return User.builder()
                .userName(user.name)
                .path(user.path)
                .userId(user.id)
                .arn(user.arn())
                .createDate(user.created);
    }

    private static User full(StoredUser user) {
        User.Builder shown = shown(user).permissionsBoundary(user.policies.shownBoundary());
        return user.tags.isEmpty() ? shown.build() : shown.tags(user.tags.values()).build();
    }

    private User root() {
        return User.builder()
                .path("/")
                .userName("root")
                .userId(store.account())
                .arn(store.foundation.realm().globalArn("iam", "root"))
                .createDate(accountCreated)
                .build();
    }

    private static void refuse(boolean hanging, String message) {
        if (hanging) {
            throw Refusals.deleteConflict("Cannot delete entity, " + message);
        }
    }
}
