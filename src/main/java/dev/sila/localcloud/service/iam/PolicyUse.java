package dev.sila.localcloud.service.iam;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.PolicyGroup;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyUser;

/** Who uses a managed policy. */
final class PolicyUse {
    private final Store store;

    PolicyUse(Store store) {
        this.store = store;
    }

    /** Groups, users and roles, page by page over all three. */
    public ListEntitiesForPolicyResponse listEntitiesForPolicy(
            ListEntitiesForPolicyRequest request) {
        StoredPolicy policy = store.existingPolicy(request.policyArn());
        String prefix = Checks.pathPrefix(request.pathPrefix());
        Checks.known("entityFilter", request.entityFilterAsString(), EntityType.knownValues());
        List<Entity> users =
                store.holders().entrySet().stream()
                        .filter(each ->
                                uses(each.getValue(), policy, request.policyUsageFilterAsString()))
                        .map(Map.Entry::getKey)
                        .filter(each -> each.path.startsWith(prefix))
                        .filter(each -> wanted(each, request.entityFilterAsString()))
                        .sorted(Comparator.comparing(PolicyUse::key, String.CASE_INSENSITIVE_ORDER))
                        .toList();
        Page<Entity> page = Page.of(users, PolicyUse::key, request.marker(), request.maxItems());
        return ListEntitiesForPolicyResponse.builder()
                .policyGroups(of(page, Kind.GROUP, PolicyUse::group))
                .policyUsers(of(page, Kind.USER, PolicyUse::user))
                .policyRoles(of(page, Kind.ROLE, PolicyUse::role))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private static boolean uses(Attachments policies, StoredPolicy policy, @Nullable String usage) {
        return (policies.has(policy) && !"PermissionsBoundary".equals(usage))
                || (policies.boundary == policy && !"PermissionsPolicy".equals(usage));
    }

    private static boolean wanted(Entity entity, @Nullable String filter) {
        return filter == null
                || switch (filter) {
                    case "User" -> entity.kind == Kind.USER;
                    case "Group" -> entity.kind == Kind.GROUP;
                    case "Role" -> entity.kind == Kind.ROLE;
                    default -> false;
                };
    }

    private static String key(Entity entity) {
        return entity.kind + ":" + entity.name;
    }

    private static <T> List<T> of(Page<Entity> page, Kind kind, Function<Entity, T> shown) {
        return page.items().stream().filter(each -> each.kind == kind).map(shown).toList();
    }

    private static PolicyGroup group(Entity group) {
        return PolicyGroup.builder().groupName(group.name).groupId(group.id).build();
    }

    private static PolicyUser user(Entity user) {
        return PolicyUser.builder().userName(user.name).userId(user.id).build();
    }

    private static PolicyRole role(Entity role) {
        return PolicyRole.builder().roleName(role.name).roleId(role.id).build();
    }
}
