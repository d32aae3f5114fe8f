package dev.sila.localcloud.service.iam;

import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** A role's own policies and the managed ones attached to it. */
final class RolePolicies {
    private final Store store;

    RolePolicies(Store store) {
        this.store = store;
    }

    public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
        StoredRole role = store.changeableRole(request.roleName());
        role.policies.put(role.name, request.policyName(), request.policyDocument());
        return PutRolePolicyResponse.builder().build();
    }

    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
        StoredRole role = store.roles.get(request.roleName());
        return GetRolePolicyResponse.builder()
                .roleName(role.name)
                .policyName(request.policyName())
                .policyDocument(role.policies.get(request.policyName()).encoded())
                .build();
    }

    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
        StoredRole role = store.roles.get(request.roleName());
        Page<String> page = role.policies.names(request.marker(), request.maxItems());
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
        store.changeableRole(request.roleName()).policies.delete(request.policyName());
        return DeleteRolePolicyResponse.builder().build();
    }

    public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
        StoredRole role = store.changeableRole(request.roleName());
        StoredPolicy policy = store.attachablePolicy("policyArn", request.policyArn());
        role.policies.attach(policy, store.quotas);
        return AttachRolePolicyResponse.builder().build();
    }

    public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
        StoredRole role = store.changeableRole(request.roleName());
        role.policies.detach(Checks.policyArn("policyArn", request.policyArn()));
        return DetachRolePolicyResponse.builder().build();
    }

    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(
            ListAttachedRolePoliciesRequest request) {
        StoredRole role = store.roles.get(request.roleName());
        Page<AttachedPolicy> page =
                role.policies.attached(request.pathPrefix(), request.marker(), request.maxItems());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
