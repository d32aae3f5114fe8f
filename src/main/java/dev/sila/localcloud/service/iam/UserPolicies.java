package dev.sila.localcloud.service.iam;

import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;

/** A user's own policies and the managed ones attached to it. */
final class UserPolicies {
    private final Store store;

    UserPolicies(Store store) {
        this.store = store;
    }

    public PutUserPolicyResponse putUserPolicy(PutUserPolicyRequest request) {
        StoredUser user = store.users.get(request.userName());
        user.policies.put(user.name, request.policyName(), request.policyDocument());
        return PutUserPolicyResponse.builder().build();
    }

    public GetUserPolicyResponse getUserPolicy(GetUserPolicyRequest request) {
        StoredUser user = store.users.get(request.userName());
        return GetUserPolicyResponse.builder()
                .userName(user.name)
                .policyName(request.policyName())
                .policyDocument(user.policies.get(request.policyName()).encoded())
                .build();
    }

    public ListUserPoliciesResponse listUserPolicies(ListUserPoliciesRequest request) {
        StoredUser user = store.users.get(request.userName());
        Page<String> page = user.policies.names(request.marker(), request.maxItems());
        return ListUserPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public DeleteUserPolicyResponse deleteUserPolicy(DeleteUserPolicyRequest request) {
        store.users.get(request.userName()).policies.delete(request.policyName());
        return DeleteUserPolicyResponse.builder().build();
    }

    public AttachUserPolicyResponse attachUserPolicy(AttachUserPolicyRequest request) {
        StoredUser user = store.users.get(request.userName());
        StoredPolicy policy = store.attachablePolicy("policyArn", request.policyArn());
        user.policies.attach(policy, store.quotas);
        return AttachUserPolicyResponse.builder().build();
    }

    public DetachUserPolicyResponse detachUserPolicy(DetachUserPolicyRequest request) {
        StoredUser user = store.users.get(request.userName());
        user.policies.detach(Checks.policyArn("policyArn", request.policyArn()));
        return DetachUserPolicyResponse.builder().build();
    }

    public ListAttachedUserPoliciesResponse listAttachedUserPolicies(
            ListAttachedUserPoliciesRequest request) {
        StoredUser user = store.users.get(request.userName());
        Page<AttachedPolicy> page =
                user.policies.attached(request.pathPrefix(), request.marker(), request.maxItems());
        return ListAttachedUserPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
