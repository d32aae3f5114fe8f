package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.service.iam.Store.StoredProfile;
import dev.sila.localcloud.service.iam.Store.StoredRole;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Roles, their trust and their tags. */
final class Roles {
    private static final int LARGEST_TRUST = 2048;

    private final Store store;

    Roles(Store store) {
        this.store = store;
    }

    public CreateRoleResponse createRole(CreateRoleRequest request) {
        String name = Checks.name("roleName", request.roleName(), 64);
        String path = Checks.path(request.path());
        String trust = trust("assumeRolePolicyDocument", request.assumeRolePolicyDocument());
        StoredRole role = new StoredRole(store, name, path, trust);
        role.description = description(request.description());
        role.maxSessionDuration = session(request.maxSessionDuration());
        role.tags = Checks.tagged(role.tags, request.tags());
        if (request.permissionsBoundary() != null) {
            throw Refusals.invalid("The local cloud does not support permissions boundaries.");
        }
        if (store.roles.putIfAbsent(name, role) != null) {
            throw Refusals.alreadyExists("Role with name " + name + " already exists.");
        }
        return CreateRoleResponse.builder().role(full(role)).build();
    }

    public GetRoleResponse getRole(GetRoleRequest request) {
        return GetRoleResponse.builder().role(full(store.role(request.roleName()))).build();
    }

    public ListRolesResponse listRoles(ListRolesRequest request) {
        String prefix = Checks.pathPrefix(request.pathPrefix());
        List<StoredRole> all =
                store.roles.values().stream().filter(each -> each.path.startsWith(prefix)).toList();
        Page<StoredRole> page =
                Page.of(all, each -> each.name, request.marker(), request.maxItems());
        return ListRolesResponse.builder()
                .roles(page.items().stream().map(each -> shown(each).build()).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public UpdateRoleResponse updateRole(UpdateRoleRequest request) {
        StoredRole role = store.role(request.roleName());
        int session = session(request.maxSessionDuration());
        role.description = description(request.description());
        role.maxSessionDuration = session;
        return UpdateRoleResponse.builder().build();
    }

    public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(
            UpdateAssumeRolePolicyRequest request) {
        StoredRole role = store.role(request.roleName());
        role.trust = trust("policyDocument", request.policyDocument());
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    /** Refuses while something hangs on the role, in the order in which IAM looks. */
    public DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
        StoredRole role = store.role(request.roleName());
        for (StoredProfile profile : store.profiles.values()) {
            if (profile.role == role) {
                throw Refusals.deleteConflict(
                        "Cannot delete entity, must remove roles from instance profile first.");
            }
        }
        if (!role.attached.isEmpty()) {
            throw Refusals.deleteConflict("Cannot delete entity, must detach all policies first.");
        }
        if (!role.inline.isEmpty()) {
            throw Refusals.deleteConflict("Cannot delete entity, must delete policies first.");
        }
        store.roles.remove(role.name);
        return DeleteRoleResponse.builder().build();
    }

    public TagRoleResponse tagRole(TagRoleRequest request) {
        StoredRole role = store.role(request.roleName());
        role.tags = Checks.tagged(role.tags, request.tags());
        return TagRoleResponse.builder().build();
    }

    public UntagRoleResponse untagRole(UntagRoleRequest request) {
        StoredRole role = store.role(request.roleName());
        role.tags = Checks.untagged(role.tags, request.tagKeys());
        return UntagRoleResponse.builder().build();
    }

    public ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request) {
        StoredRole role = store.role(request.roleName());
        Page<Tag> page =
                Page.of(
                        List.copyOf(role.tags.values()),
                        Tag::key,
                        request.marker(),
                        request.maxItems());
        return ListRoleTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    /** A role as lists show it: without tags. */
    static Role.Builder shown(StoredRole role) {
        return Role.builder()
                .roleName(role.name)
                .path(role.path)
                .roleId(role.id)
                .arn(role.arn)
                .createDate(role.created)
                .assumeRolePolicyDocument(PolicyDocument.encoded(role.trust))
                .description(role.description)
                .maxSessionDuration(role.maxSessionDuration);
    }

    private static Role full(StoredRole role) {
        Role.Builder shown = shown(role);
        return role.tags.isEmpty() ? shown.build() : shown.tags(role.tags.values()).build();
    }

    private static String trust(String member, @Nullable String document) {
        String trust = PolicyDocument.trust(member, document);
        if (trust.replaceAll("\\s", "").length() > LARGEST_TRUST) {
            throw Refusals.limitExceeded(
                    "Cannot exceed quota for ACLSizePerRole: " + LARGEST_TRUST);
        }
        return trust;
    }

    private static @Nullable String description(@Nullable String text) {
        return text == null ? null : Checks.length("description", text, 0, 1000);
    }

    private static int session(@Nullable Integer seconds) {
        return seconds == null ? 3600 : Checks.range("maxSessionDuration", seconds, 3600, 43200);
    }
}
