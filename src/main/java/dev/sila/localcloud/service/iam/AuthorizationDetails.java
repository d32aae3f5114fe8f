package dev.sila.localcloud.service.iam;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.UserDetail;

/** Everything that has to do with permissions, in one list of pages. */
final class AuthorizationDetails {
    private final Store store;

    AuthorizationDetails(Store store) {
        this.store = store;
    }

    /** Policies of AWS are listed when they are attached, as the customer's details need them. */
    public GetAccountAuthorizationDetailsResponse getAccountAuthorizationDetails(
            GetAccountAuthorizationDetailsRequest request) {
        List<String> filter = request.filterAsStrings();
        filter.forEach(each -> Checks.known("filter", each, EntityType.knownValues()));
        List<Entity> all =
                Stream.of(
                                store.users.all(),
                                store.groups.all(),
                                store.roles.all(),
                                store.policies.all(),
                                attachedOfAws())
                        .flatMap(List::stream)
                        .map(Entity.class::cast)
                        .filter(each -> filter.isEmpty() || filter.contains(type(each)))
                        .sorted(
                                Comparator.comparing(
                                        AuthorizationDetails::key, String.CASE_INSENSITIVE_ORDER))
                        .toList();
        Page<Entity> page =
                Page.of(all, AuthorizationDetails::key, request.marker(), request.maxItems());
        return GetAccountAuthorizationDetailsResponse.builder()
                .userDetailList(of(page, StoredUser.class, this::user))
                .groupDetailList(of(page, StoredGroup.class, AuthorizationDetails::group))
                .roleDetailList(of(page, StoredRole.class, this::role))
                .policies(of(page, StoredPolicy.class, this::policy))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private List<StoredPolicy> attachedOfAws() {
        List<Attachments> holders = List.copyOf(store.holders().values());
        return holders.stream()
                .flatMap(each -> each.attached().stream())
                .map(AttachedPolicy::policyArn)
                .distinct()
                .flatMap(each -> store.policy(each).stream())
                .filter(each -> each.ofAws)
                .toList();
    }

    private static String type(Entity entity) {
        return switch (entity) {
            case StoredUser user -> "User";
            case StoredGroup group -> "Group";
            case StoredRole role -> "Role";
            case StoredPolicy policy -> policy.ofAws ? "AWSManagedPolicy" : "LocalManagedPolicy";
            case StoredProfile profile -> "";
            case StoredCertificate certificate -> "";
        };
    }

    private static String key(Entity entity) {
        return type(entity) + ":" + entity.arn();
    }

    private static <E extends Entity, T> List<T> of(
            Page<Entity> page, Class<E> type, Function<E, T> shown) {
        return page.items().stream().filter(type::isInstance).map(type::cast).map(shown).toList();
    }

    private UserDetail user(StoredUser user) {
        return UserDetail.builder()
                .userName(user.name)
                .userId(user.id)
                .arn(user.arn())
                .path(user.path)
                .createDate(user.created)
                .userPolicyList(user.policies.details())
                .attachedManagedPolicies(user.policies.attached())
                .permissionsBoundary(user.policies.shownBoundary())
                .groupList(store.groupsOf(user).stream().map(each -> each.name).toList())
                .tags(user.tags.values())
                .build();
    }

    private static GroupDetail group(StoredGroup group) {
        return GroupDetail.builder()
                .groupName(group.name)
                .groupId(group.id)
                .arn(group.arn())
                .path(group.path)
                .createDate(group.created)
                .groupPolicyList(group.policies.details())
                .attachedManagedPolicies(group.policies.attached())
                .build();
    }

    private RoleDetail role(StoredRole role) {
        return RoleDetail.builder()
                .roleName(role.name)
                .roleId(role.id)
                .arn(role.arn())
                .path(role.path)
                .createDate(role.created)
                .assumeRolePolicyDocument(role.trust.encoded())
                .rolePolicyList(role.policies.details())
                .attachedManagedPolicies(role.policies.attached())
                .permissionsBoundary(role.policies.shownBoundary())
                .instanceProfileList(
                        store.profiles.all().stream()
                                .filter(each -> each.role == role)
                                .map(each -> InstanceProfiles.shown(each).build())
                                .toList())
                .roleLastUsed(Roles.lastUsed(role, store.foundation.realm().region()))
                .tags(role.tags.values())
                .build();
    }

    private ManagedPolicyDetail policy(StoredPolicy policy) {
        long attachments =
                store.holders().values().stream().filter(each -> each.has(policy)).count();
        long boundaries =
                store.holders().values().stream().filter(each -> each.boundary == policy).count();
        return ManagedPolicyDetail.builder()
                .policyName(policy.name)
                .policyId(policy.id)
                .arn(policy.arn())
                .path(policy.path)
                .defaultVersionId(policy.current().id())
                .attachmentCount((int) attachments)
                .permissionsBoundaryUsageCount((int) boundaries)
                .isAttachable(true)
                .description(policy.description)
                .createDate(policy.created)
                .updateDate(policy.updated)
                .policyVersionList(
                        policy.versions.descendingMap().values().stream()
                                .map(each ->
                                        PolicyVersions.shown(policy, each)
                                                .document(each.document().encoded())
                                                .build())
                                .toList())
                .build();
    }
}
