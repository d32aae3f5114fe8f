package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;

/** The versions of managed policies: five at most, of which one is in force. */
final class PolicyVersions {
    private static final int MOST = 5;

    private final Store store;

    PolicyVersions(Store store) {
        this.store = store;
    }

    public CreatePolicyVersionResponse createPolicyVersion(CreatePolicyVersionRequest request) {
        StoredPolicy policy = changeable(store, request.policyArn(), "CreatePolicyVersion");
        PolicyText document = document(store, request.policyDocument());
        if (policy.versions.size() >= MOST) {
            throw Refusals.limitExceeded(
                    "A managed policy can have up to 5 versions. Before you create a new version,"
                            + " you must delete an existing version.");
        }
        StoredPolicy.Version version =
                policy.add(document, store.now(), Boolean.TRUE.equals(request.setAsDefault()));
        return CreatePolicyVersionResponse.builder()
                .policyVersion(shown(policy, version).build())
                .build();
    }

    public GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request) {
        StoredPolicy policy = store.existingPolicy(request.policyArn());
        StoredPolicy.Version version = version(policy, request.versionId());
        return GetPolicyVersionResponse.builder()
                .policyVersion(
                        shown(policy, version).document(version.document().encoded()).build())
                .build();
    }

    /** The newest first. */
    public ListPolicyVersionsResponse listPolicyVersions(ListPolicyVersionsRequest request) {
        StoredPolicy policy = store.existingPolicy(request.policyArn());
        Page<StoredPolicy.Version> page =
                Page.of(
                        List.copyOf(policy.versions.descendingMap().values()),
                        each -> "%09d".formatted(999_999_999 - each.number()),
                        request.marker(),
                        request.maxItems());
        return ListPolicyVersionsResponse.builder()
                .versions(page.items().stream().map(each -> shown(policy, each).build()).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public SetDefaultPolicyVersionResponse setDefaultPolicyVersion(
            SetDefaultPolicyVersionRequest request) {
        StoredPolicy policy = changeable(store, request.policyArn(), "SetDefaultPolicyVersion");
        policy.defaultVersion = version(policy, request.versionId()).number();
        policy.updated = store.now();
        return SetDefaultPolicyVersionResponse.builder().build();
    }

    public DeletePolicyVersionResponse deletePolicyVersion(DeletePolicyVersionRequest request) {
        StoredPolicy policy = changeable(store, request.policyArn(), "DeletePolicyVersion");
        StoredPolicy.Version version = version(policy, request.versionId());
        if (version.number() == policy.defaultVersion) {
            throw Refusals.deleteConflict("Cannot delete the default version of a policy.");
        }
        policy.versions.remove(version.number());
        return DeletePolicyVersionResponse.builder().build();
    }

    /** A document that is not too long for a managed policy. */
    static PolicyText document(Store store, @Nullable String document) {
        PolicyText text = PolicyText.permissions("policyDocument", document);
        int longest = store.quotas.of(Limits.POLICY_LENGTH);
        if (text.size() > longest) {
            throw Refusals.limitExceeded("Cannot exceed quota for PolicySize: " + longest);
        }
        return text;
    }

    /** A policy of the customer; AWS's own cannot be changed. */
    static StoredPolicy changeable(Store store, @Nullable String arn, String action) {
        StoredPolicy policy = store.existingPolicy(arn);
        if (policy.ofAws) {
            throw new AwsFailure(
                    "AccessDenied",
                    "User: "
                            + store.foundation.realm().globalArn("iam", "root")
                            + " is not authorized to perform: iam:"
                            + action
                            + " on resource: policy "
                            + policy.arn(),
                    403);
        }
        return policy;
    }

    private static StoredPolicy.Version version(StoredPolicy policy, @Nullable String id) {
        String given = Checks.required("versionId", id);
        if (!given.matches("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?")) {
            throw Refusals.constraint(
                    "versionId",
                    "'" + given + "'",
                    "Member must satisfy regular expression pattern:"
                            + " v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?");
        }
        return policy.versions.values().stream()
                .filter(each -> each.id().equals(given))
                .findFirst()
                .orElseThrow(() ->
                        Refusals.noSuchEntity(
                                "Policy "
                                        + policy.arn()
                                        + " version "
                                        + given
                                        + " does not exist or is not attachable."));
    }

    static PolicyVersion.Builder shown(StoredPolicy policy, StoredPolicy.Version version) {
        return PolicyVersion.builder()
                .versionId(version.id())
                .isDefaultVersion(version.number() == policy.defaultVersion)
                .createDate(version.created());
    }
}
