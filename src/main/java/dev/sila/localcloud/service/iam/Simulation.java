package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.service.policy.ContextKeys;
import dev.sila.localcloud.service.policy.MalformedPolicy;
import dev.sila.localcloud.service.policy.Policies;
import dev.sila.localcloud.service.policy.PolicyDocument;
import dev.sila.localcloud.service.policy.PolicyKind;
import dev.sila.localcloud.service.policy.Principal;
import dev.sila.localcloud.service.policy.SourcedPolicy;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/**
 * What policies would come to. Nothing is done. Source: IAM API reference, SimulateCustomPolicy and
 * SimulatePrincipalPolicy.
 */
final class Simulation {
    private static final Set<String> TYPES =
            Set.of(
                    "string",
                    "stringList",
                    "numeric",
                    "numericList",
                    "boolean",
                    "booleanList",
                    "ip",
                    "ipList",
                    "binary",
                    "binaryList",
                    "date",
                    "dateList");

    private final Store store;

    Simulation(Store store) {
        this.store = store;
    }

    /** The documents of the request and nothing else. */
    public SimulateCustomPolicyResponse simulateCustomPolicy(SimulateCustomPolicyRequest request) {
        List<String> documents = request.policyInputList();
        if (documents.isEmpty()) {
            throw Refusals.constraint("policyInputList", "null", "Member must not be null");
        }
        Policies policies =
                bounded(
                        Policies.ofIdentity(inputs(documents)),
                        request.permissionsBoundaryPolicyInputList());
        Question question =
                new Question(
                        request.actionNames(),
                        request.resourceArns(),
                        at(policies, request.resourcePolicy()),
                        caller(request.callerArn()),
                        keys(request.contextEntries()));
        Page<EvaluationResult> page = page(question, request.marker(), request.maxItems());
        return SimulateCustomPolicyResponse.builder()
                .evaluationResults(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    /** The policies of a user, group or role, and the documents of the request besides. */
    public SimulatePrincipalPolicyResponse simulatePrincipalPolicy(
            SimulatePrincipalPolicyRequest request) {
        PolicySource source = PolicySource.of(store, request.policySourceArn());
        Policies own = source.policies();
        List<SourcedPolicy> identity = new ArrayList<>(own.identity());
        identity.addAll(inputs(request.policyInputList()));
        Policies policies =
                bounded(
                        new Policies(identity, own.boundary(), Optional.empty(), Optional.empty()),
                        request.permissionsBoundaryPolicyInputList());
        @Nullable String callerArn = request.callerArn();
        Question question =
                new Question(
                        request.actionNames(),
                        request.resourceArns(),
                        at(policies, request.resourcePolicy()),
                        callerArn == null ? source.principal() : caller(callerArn),
                        keys(request.contextEntries()).with(source.keys()));
        Page<EvaluationResult> page = page(question, request.marker(), request.maxItems());
        return SimulatePrincipalPolicyResponse.builder()
                .evaluationResults(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private static Page<EvaluationResult> page(
            Question question, @Nullable String marker, @Nullable Integer most) {
        if (question.actions().isEmpty()) {
            throw Refusals.constraint("actionNames", "null", "Member must not be null");
        }
        for (String action : question.actions()) {
            if (!action.matches("[A-Za-z0-9-]+:[A-Za-z0-9]+")) {
                throw Refusals.invalidInput("Invalid Action Name: " + action);
            }
        }
        List<EvaluationResult> all = question.answers();
        IdentityHashMap<EvaluationResult, Integer> index = new IdentityHashMap<>();
        all.forEach(each -> index.put(each, index.size()));
        return Page.of(all, each -> "%06d".formatted(index.get(each)), marker, most);
    }

    private static List<SourcedPolicy> inputs(List<String> documents) {
        List<SourcedPolicy> inputs = new ArrayList<>();
        for (String each : documents) {
            inputs.add(
                    document(each, PolicyKind.IDENTITY)
                            .from("PolicyInputList." + (inputs.size() + 1), "IAM Policy"));
        }
        return inputs;
    }

    private static Policies bounded(Policies policies, List<String> boundaries) {
        if (boundaries.isEmpty()) {
            return policies;
        }
        List<SourcedPolicy> bounds = new ArrayList<>();
        for (String each : boundaries) {
            bounds.add(
                    document(each, PolicyKind.IDENTITY)
                            .from(
                                    "PermissionsBoundaryPolicyInputList." + (bounds.size() + 1),
                                    "IAM Policy"));
        }
        return new Policies(
                policies.identity(), Optional.of(bounds), Optional.empty(), Optional.empty());
    }

    private static Policies at(Policies policies, @Nullable String resourcePolicy) {
        return resourcePolicy == null
                ? policies
                : policies.at(
                        document(resourcePolicy, PolicyKind.RESOURCE)
                                .from("ResourcePolicy", "Resource Policy"));
    }

    private static PolicyText document(String text, PolicyKind kind) {
        try {
            return new PolicyText(text, PolicyDocument.parse(text, kind));
        } catch (MalformedPolicy malformed) {
            throw Refusals.invalidInput(malformed.reason());
        }
    }

    private Principal caller(@Nullable String arn) {
        if (arn == null) {
            return Principal.user(
                    store.foundation.realm().globalArn("iam", "root"), store.account());
        }
        if (!arn.matches("arn:aws[\\w-]*:iam::\\d{12}:user/.+")) {
            throw Refusals.invalidInput("Invalid caller ARN: " + arn);
        }
        return Principal.user(arn, arn.split(":", 6)[4]);
    }

    private static ContextKeys keys(List<ContextEntry> entries) {
        Map<String, List<String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (ContextEntry each : entries) {
            String type = Checks.required("contextKeyType", each.contextKeyTypeAsString());
            if (!TYPES.contains(type)) {
                throw Refusals.constraint(
                        "contextEntries.member.contextKeyType",
                        "'" + type + "'",
                        "Member must satisfy enum value set: " + new TreeSet<>(TYPES));
            }
            keys.put(
                    Checks.required("contextKeyName", each.contextKeyName()),
                    each.contextKeyValues());
        }
        return new ContextKeys(keys);
    }
}
