package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.service.policy.Statement;
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
import software.amazon.awssdk.services.iam.model.RoleLastUsed;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Roles, their trust and their tags. */
final class Roles {
    private final Store store;

    Roles(Store store) {
        this.store = store;
    }

    public CreateRoleResponse createRole(CreateRoleRequest request) {
        String name = Kind.ROLE.name(request.roleName());
        String path = Checks.path(request.path());
        if (path.startsWith("/aws-service-role/")) {
            throw Refusals.invalid("Path /aws-service-role/ is reserved for service-linked roles.");
        }
        PolicyText trust = trust("assumeRolePolicyDocument", request.assumeRolePolicyDocument());
        StoredRole role = new StoredRole(store.origin(Kind.ROLE), name, path, trust);
        role.description = description(request.description());
        role.maxSessionDuration = session(request.maxSessionDuration());
        role.tag(request.tags());
        role.policies.boundary = Boundaries.of(store, request.permissionsBoundary());
        store.roles.add(role);
        return CreateRoleResponse.builder().role(full(role)).build();
    }

    public GetRoleResponse getRole(GetRoleRequest request) {
        StoredRole role = store.roles.get(request.roleName());
        RoleLastUsed lastUsed = lastUsed(role, store.foundation.realm().region());
        return GetRoleResponse.builder()
                .role(full(role).toBuilder().roleLastUsed(lastUsed).build())
                .build();
    }

    public ListRolesResponse listRoles(ListRolesRequest request) {
        Page<StoredRole> page =
                store.roles.page(request.pathPrefix(), request.marker(), request.maxItems());
        return ListRolesResponse.builder()
                .roles(page.items().stream().map(each -> shown(each).build()).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public UpdateRoleResponse updateRole(UpdateRoleRequest request) {
        StoredRole role = store.changeableRole(request.roleName());
        int session =
                request.maxSessionDuration() == null
                        ? role.maxSessionDuration
                        : session(request.maxSessionDuration());
        role.description =
                request.description() == null
                        ? role.description
                        : description(request.description());
        role.maxSessionDuration = session;
        return UpdateRoleResponse.builder().build();
    }

    public UpdateRoleDescriptionResponse updateRoleDescription(
            UpdateRoleDescriptionRequest request) {
        StoredRole role = store.changeableRole(request.roleName());
        role.description = description(Checks.required("description", request.description()));
        return UpdateRoleDescriptionResponse.builder().role(shown(role).build()).build();
    }

    public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(
            UpdateAssumeRolePolicyRequest request) {
        StoredRole role = store.changeableRole(request.roleName());
        role.trust = trust("policyDocument", request.policyDocument());
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    /** Refuses while something hangs on the role, in the order in which IAM looks. */
    public DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
        StoredRole role = store.changeableRole(request.roleName());
        if (store.profiles.all().stream().anyMatch(each -> each.role == role)) {
            throw Refusals.deleteConflict(
                    "Cannot delete entity, must remove roles from instance profile first.");
        }
        role.policies.refuseIfAny();
        store.roles.remove(role);
        return DeleteRoleResponse.builder().build();
    }

    public TagRoleResponse tagRole(TagRoleRequest request) {
        store.roles.get(request.roleName()).tag(request.tags());
        return TagRoleResponse.builder().build();
    }

    public UntagRoleResponse untagRole(UntagRoleRequest request) {
        store.roles.get(request.roleName()).untag(request.tagKeys());
        return UntagRoleResponse.builder().build();
    }

    public ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request) {
        Page<Tag> page =
                store.roles.get(request.roleName()).tags(request.marker(), request.maxItems());
        return ListRoleTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    /** A role as lists show it: without tags, boundary and last use. */
    static Role.Builder shown(StoredRole role) {
        return Role.builder()
                .roleName(role.name)
                .path(role.path)
                .roleId(role.id)
                .arn(role.arn())
                .createDate(role.created)
                .assumeRolePolicyDocument(role.trust.encoded())
                .description(role.description)
                .maxSessionDuration(role.maxSessionDuration);
    }

    private static Role full(StoredRole role) {
        Role.Builder shown = shown(role).permissionsBoundary(role.policies.shownBoundary());
        if (!role.tags.isEmpty()) {
            shown.tags(role.tags.values());
        }
        return shown.build();
    }

    /** Empty for a role that nobody has assumed yet. */
    static RoleLastUsed lastUsed(StoredRole role, String region) {
        return role.lastUsed == null
                ? RoleLastUsed.builder().build()
                : RoleLastUsed.builder().lastUsedDate(role.lastUsed).region(region).build();
    }

    private PolicyText trust(String member, @Nullable String document) {
        PolicyText trust = PolicyText.trust(member, document);
        if (trust.size() > store.quotas.of(Limits.TRUST_LENGTH)) {
            throw Refusals.limitExceeded(
                    "Cannot exceed quota for ACLSizePerRole: "
                            + store.quotas.of(Limits.TRUST_LENGTH));
        }
        trust.policy().statements().forEach(this::refuseUnknownPrincipals);
        return trust;
    }

    /** A user or role of this account must exist when a trust policy names it. */
    private void refuseUnknownPrincipals(Statement statement) {
        List<String> names =
                statement
                        .principals()
                        .map(each -> each.names().getOrDefault("AWS", List.of()))
                        .orElse(List.of());
        String own = "arn:aws:iam::" + store.account() + ":";
        for (String arn : names) {
            boolean unknown =
                    (arn.startsWith(own + "user/") && store.users.ofArn(arn).isEmpty())
                            || (arn.startsWith(own + "role/") && store.roles.ofArn(arn).isEmpty());
            if (unknown) {
                throw Refusals.malformedPolicy(
                        "Invalid principal in policy: \"AWS\":\"" + arn + "\"");
            }
        }
    }

    private static @Nullable String description(@Nullable String text) {
        return text == null ? null : Checks.length("description", text, 0, 1000);
    }

    private static int session(@Nullable Integer seconds) {
        return seconds == null ? 3600 : Checks.range("maxSessionDuration", seconds, 3600, 43200);
    }
}
