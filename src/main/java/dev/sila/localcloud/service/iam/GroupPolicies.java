package dev.sila.localcloud.service.iam;

import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyResponse;

/** A group's own policies and the managed ones attached to it. */
final class GroupPolicies {
    private final Store store;

    GroupPolicies(Store store) {
        this.store = store;
    }

    public PutGroupPolicyResponse putGroupPolicy(PutGroupPolicyRequest request) {
        StoredGroup group = store.groups.get(request.groupName());
        group.policies.put(group.name, request.policyName(), request.policyDocument());
        return PutGroupPolicyResponse.builder().build();
    }

    public GetGroupPolicyResponse getGroupPolicy(GetGroupPolicyRequest request) {
        StoredGroup group = store.groups.get(request.groupName());
        return GetGroupPolicyResponse.builder()
                .groupName(group.name)
                .policyName(request.policyName())
                .policyDocument(group.policies.get(request.policyName()).encoded())
                .build();
    }

    public ListGroupPoliciesResponse listGroupPolicies(ListGroupPoliciesRequest request) {
        StoredGroup group = store.groups.get(request.groupName());
        Page<String> page = group.policies.names(request.marker(), request.maxItems());
        return ListGroupPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public DeleteGroupPolicyResponse deleteGroupPolicy(DeleteGroupPolicyRequest request) {
        store.groups.get(request.groupName()).policies.delete(request.policyName());
        return DeleteGroupPolicyResponse.builder().build();
    }

    public AttachGroupPolicyResponse attachGroupPolicy(AttachGroupPolicyRequest request) {
        StoredGroup group = store.groups.get(request.groupName());
        StoredPolicy policy = store.attachablePolicy("policyArn", request.policyArn());
        group.policies.attach(policy, store.quotas);
        return AttachGroupPolicyResponse.builder().build();
    }

    public DetachGroupPolicyResponse detachGroupPolicy(DetachGroupPolicyRequest request) {
        StoredGroup group = store.groups.get(request.groupName());
        group.policies.detach(Checks.policyArn("policyArn", request.policyArn()));
        return DetachGroupPolicyResponse.builder().build();
    }

    public ListAttachedGroupPoliciesResponse listAttachedGroupPolicies(
            ListAttachedGroupPoliciesRequest request) {
        StoredGroup group = store.groups.get(request.groupName());
        Page<AttachedPolicy> page =
                group.policies.attached(request.pathPrefix(), request.marker(), request.maxItems());
        return ListAttachedGroupPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
