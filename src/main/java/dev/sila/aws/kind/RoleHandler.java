package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;

/** Finds and keeps IAM roles with their inline policies. A role's identifier is its name. */
public final class RoleHandler implements Kind<Role> {
    private final IamClient iam;
    private final Waiter waiter;

    public RoleHandler(IamClient iam, Waiter waiter) {
        this.iam = iam;
        this.waiter = waiter;
    }

    @Override
    public Class<Role> type() {
        return Role.class;
    }

    @Override
    public List<Found<Role>> find(Scope scope, World world) {
        String path = Ownership.path(scope);
        ListRolesRequest request = ListRolesRequest.builder().pathPrefix(path).build();
        List<Found<Role>> found = new ArrayList<>();
        for (var role : iam.listRolesPaginator(request).roles()) {
            if (role.path().equals(path)) {
                found.addAll(found(role.roleName()));
            }
        }
        return found;
    }

    /** Asks for each: a list tells no tags. None if the role was deleted in the meantime. */
    private List<Found<Role>> found(String name) {
        return AwsErrors.orIfGone(List.of(), () -> List.of(read(name)));
    }

    private Found<Role> read(String name) {
        var role = iam.getRole(GetRoleRequest.builder().roleName(name).build()).role();
        Tags tags = AwsTags.read(role.tags(), Tag::key, Tag::value);
        Map<String, String> policies = new TreeMap<>();
        for (String policy : policyNames(name)) {
            policies.put(policy, policy(name, policy));
        }
        Role state =
                new Role(
                        name, PolicyDocument.read(role.assumeRolePolicyDocument()), policies, tags);
        return new Found<>(name, state, AwsTags.attrs(tags));
    }

    private List<String> policyNames(String role) {
        ListRolePoliciesRequest request = ListRolePoliciesRequest.builder().roleName(role).build();
        return iam.listRolePoliciesPaginator(request).policyNames().stream().toList();
    }

    private String policy(String role, String policy) {
        GetRolePolicyRequest request =
                GetRolePolicyRequest.builder().roleName(role).policyName(policy).build();
        return PolicyDocument.read(iam.getRolePolicy(request).policyDocument());
    }

    /** A death before all policies are put shows as a difference of the policies. */
    @Override
    public String create(Scope scope, Role wanted, Ids ids) {
        CreateRoleRequest request =
                CreateRoleRequest.builder()
                        .roleName(wanted.name())
                        .path(Ownership.path(scope))
                        .assumeRolePolicyDocument(wanted.trustPolicy())
                        .tags(list(Ownership.mark(wanted.tags(), scope)))
                        .build();
        whileNew(wanted.name(), "trust policy", () -> iam.createRole(request));
        wanted.policies().forEach((name, document) -> put(wanted.name(), name, document));
        return wanted.name();
    }

    private static List<Tag> list(Tags tags) {
        return AwsTags.list(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }

    private void put(String role, String policy, String document) {
        PutRolePolicyRequest request =
                PutRolePolicyRequest.builder()
                        .roleName(role)
                        .policyName(policy)
                        .policyDocument(document)
                        .build();
        whileNew(role, "policy " + policy, () -> iam.putRolePolicy(request));
    }

    /** IAM answers from copies that learn of new roles, and of principals, only after a while. */
    private <T> void whileNew(String role, String document, Supplier<T> call) {
        try {
            waiter.retryWhile(
                    Wait.brief("IAM to know role " + role + " and who may assume it", 2),
                    AwsErrors::notYetVisible,
                    call);
        } catch (IamException e) {
            throw PolicyDocument.explained(e, role, document);
        }
    }

    @Override
    public void update(Found<Role> found, Role wanted, Diff diff, Ids ids) {
        String role = found.id();
        if (diff.has("trustPolicy")) {
            UpdateAssumeRolePolicyRequest request =
                    UpdateAssumeRolePolicyRequest.builder()
                            .roleName(role)
                            .policyDocument(wanted.trustPolicy())
                            .build();
            whileNew(role, "trust policy", () -> iam.updateAssumeRolePolicy(request));
        }
        if (diff.has("policies")) {
            policies(found.state(), wanted);
        }
        if (diff.has("tags")) {
            iam.tagRole(TagRoleRequest.builder().roleName(role).tags(list(wanted.tags())).build());
        }
    }

    private void policies(Role found, Role wanted) {
        wanted.policies()
                .forEach((name, document) -> {
                    if (!document.equals(found.policies().get(name))) {
                        put(found.name(), name, document);
                    }
                });
        found.policies().keySet().stream()
                .filter(name -> !wanted.policies().containsKey(name))
                .forEach(name -> AwsErrors.unlessGone(() -> deletePolicy(found.name(), name)));
    }

    private void deletePolicy(String role, String policy) {
        iam.deleteRolePolicy(
                DeleteRolePolicyRequest.builder().roleName(role).policyName(policy).build());
    }

    /** First all that holds a role: its policies, and profiles, also ones that others made. */
    @Override
    public void delete(Found<Role> found) {
        String role = found.id();
        AwsErrors.unlessGone(() -> policyNames(role).forEach(each -> deletePolicy(role, each)));
        AwsErrors.unlessGone(() -> detachPolicies(role));
        AwsErrors.unlessGone(() -> leaveProfiles(role));
        AwsErrors.unlessGone(
                () -> iam.deleteRole(DeleteRoleRequest.builder().roleName(role).build()));
    }

    private void detachPolicies(String role) {
        ListAttachedRolePoliciesRequest request =
                ListAttachedRolePoliciesRequest.builder().roleName(role).build();
        for (var policy :
                iam.listAttachedRolePoliciesPaginator(request).attachedPolicies().stream()
                        .toList()) {
            iam.detachRolePolicy(
                    DetachRolePolicyRequest.builder()
                            .roleName(role)
                            .policyArn(policy.policyArn())
                            .build());
        }
    }

    private void leaveProfiles(String role) {
        ListInstanceProfilesForRoleRequest request =
                ListInstanceProfilesForRoleRequest.builder().roleName(role).build();
        for (var profile :
                iam.listInstanceProfilesForRolePaginator(request).instanceProfiles().stream()
                        .toList()) {
            iam.removeRoleFromInstanceProfile(
                    RemoveRoleFromInstanceProfileRequest.builder()
                            .roleName(role)
                            .instanceProfileName(profile.instanceProfileName())
                            .build());
        }
    }
}
