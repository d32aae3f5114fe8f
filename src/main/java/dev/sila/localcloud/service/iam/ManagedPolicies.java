package dev.sila.localcloud.service.iam;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;

/** Managed policies: the customer's, and the catalogue of AWS's. */
final class ManagedPolicies {
    private final Store store;

    ManagedPolicies(Store store) {
        this.store = store;
    }

    public CreatePolicyResponse createPolicy(CreatePolicyRequest request) {
        String name = Kind.POLICY.name(request.policyName());
        String path = Checks.path(request.path());
        PolicyText document = PolicyVersions.document(store, request.policyDocument());
        @Nullable String description = request.description();
        if (description != null) {
            Checks.length("description", description, 0, 1000);
        }
        StoredPolicy policy =
                StoredPolicy.customer(store.origin(Kind.POLICY), name, path, description, document);
        policy.tag(request.tags());
        store.policies.add(policy);
        return CreatePolicyResponse.builder().policy(full(policy)).build();
    }

    public GetPolicyResponse getPolicy(GetPolicyRequest request) {
        return GetPolicyResponse.builder()
                .policy(full(store.existingPolicy(request.policyArn())))
                .build();
    }

    public ListPoliciesResponse listPolicies(ListPoliciesRequest request) {
        String prefix = Checks.pathPrefix(request.pathPrefix());
        Checks.known("scope", request.scopeAsString(), PolicyScopeType.knownValues());
        Checks.known(
                "policyUsageFilter",
                request.policyUsageFilterAsString(),
                PolicyUsageType.knownValues());
        List<StoredPolicy> all =
                scoped(request.scopeAsString()).stream()
                        .filter(each -> each.path.startsWith(prefix))
                        .filter(each ->
                                !Boolean.TRUE.equals(request.onlyAttached())
                                        || attachments(each) > 0)
                        .filter(each -> used(each, request.policyUsageFilterAsString()))
                        .toList();
        Page<StoredPolicy> page = Page.of(all, Entity::arn, request.marker(), request.maxItems());
        return ListPoliciesResponse.builder()
                .policies(page.items().stream().map(each -> shown(each).build()).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    /** The default version goes with the policy; all others must be gone before. */
    public DeletePolicyResponse deletePolicy(DeletePolicyRequest request) {
        StoredPolicy policy = PolicyVersions.changeable(store, request.policyArn(), "DeletePolicy");
        if (attachments(policy) > 0 || boundaries(policy) > 0) {
            throw Refusals.deleteConflict("Cannot delete a policy attached to entities.");
        }
        if (policy.versions.size() > 1) {
            throw Refusals.deleteConflict(
                    "This policy has more than one version. Before you delete a policy, you must"
                            + " delete the policy's versions. The default version is deleted with"
                            + " the policy.");
        }
        store.policies.remove(policy);
        return DeletePolicyResponse.builder().build();
    }

    public TagPolicyResponse tagPolicy(TagPolicyRequest request) {
        PolicyVersions.changeable(store, request.policyArn(), "TagPolicy").tag(request.tags());
        return TagPolicyResponse.builder().build();
    }

    public UntagPolicyResponse untagPolicy(UntagPolicyRequest request) {
        PolicyVersions.changeable(store, request.policyArn(), "UntagPolicy")
                .untag(request.tagKeys());
        return UntagPolicyResponse.builder().build();
    }

    public ListPolicyTagsResponse listPolicyTags(ListPolicyTagsRequest request) {
        Page<Tag> page =
                store.existingPolicy(request.policyArn())
                        .tags(request.marker(), request.maxItems());
        return ListPolicyTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    /** In the order of their ARNs, as pages need it. */
    private List<StoredPolicy> scoped(@Nullable String scope) {
        List<StoredPolicy> all = new ArrayList<>();
        if (!"AWS".equals(scope)) {
            all.addAll(store.policies.all());
        }
        if (!"Local".equals(scope)) {
            all.addAll(store.awsPolicies.all().values());
        }
        all.sort(Comparator.comparing(Entity::arn, String.CASE_INSENSITIVE_ORDER));
        return all;
    }

    private boolean used(StoredPolicy policy, @Nullable String filter) {
        return filter == null
                || (filter.equals("PermissionsBoundary")
                        ? boundaries(policy) > 0
                        : attachments(policy) > 0);
    }

    private int attachments(StoredPolicy policy) {
        return (int) store.holders().values().stream().filter(each -> each.has(policy)).count();
    }

    private int boundaries(StoredPolicy policy) {
        return (int)
                store.holders().values().stream().filter(each -> each.boundary == policy).count();
    }

    /** A policy as lists show it: without description and tags. */
    private Policy.Builder shown(StoredPolicy policy) {
        return Policy.builder()
                .policyName(policy.name)
                .policyId(policy.id)
                .arn(policy.arn())
                .path(policy.path)
                .defaultVersionId(policy.current().id())
                .attachmentCount(attachments(policy))
                .permissionsBoundaryUsageCount(boundaries(policy))
                .isAttachable(true)
                .createDate(policy.created)
                .updateDate(policy.updated);
    }

    private Policy full(StoredPolicy policy) {
        Policy.Builder shown = shown(policy).description(policy.description);
        return policy.tags.isEmpty() ? shown.build() : shown.tags(policy.tags.values()).build();
    }
}
