package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.service.policy.MalformedPolicy;
import dev.sila.localcloud.service.policy.PolicyDocument;
import dev.sila.localcloud.service.policy.PolicyKind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.GetContextKeysForCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetContextKeysForCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetContextKeysForPrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetContextKeysForPrincipalPolicyResponse;

/** Which condition keys policies refer to, as a simulation must be given them. */
final class ContextKeyNames {
    private final Store store;

    ContextKeyNames(Store store) {
        this.store = store;
    }

    public GetContextKeysForCustomPolicyResponse getContextKeysForCustomPolicy(
            GetContextKeysForCustomPolicyRequest request) {
        return GetContextKeysForCustomPolicyResponse.builder()
                .contextKeyNames(keys(request.policyInputList()))
                .build();
    }

    public GetContextKeysForPrincipalPolicyResponse getContextKeysForPrincipalPolicy(
            GetContextKeysForPrincipalPolicyRequest request) {
        Set<String> keys = keys(request.policyInputList());
        PolicySource.of(store, request.policySourceArn())
                .policies()
                .identity()
                .forEach(each -> keys.addAll(each.document().contextKeys()));
        return GetContextKeysForPrincipalPolicyResponse.builder().contextKeyNames(keys).build();
    }

    private static Set<String> keys(List<String> documents) {
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String each : documents) {
            try {
                keys.addAll(PolicyDocument.parse(each, PolicyKind.IDENTITY).contextKeys());
            } catch (MalformedPolicy malformed) {
                throw Refusals.invalidInput(malformed.reason());
            }
        }
        return keys;
    }
}
