package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.service.policy.AccessRequest;
import dev.sila.localcloud.service.policy.ContextKeys;
import dev.sila.localcloud.service.policy.Decision;
import dev.sila.localcloud.service.policy.Policies;
import dev.sila.localcloud.service.policy.Principal;
import dev.sila.localcloud.service.policy.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryDecisionDetail;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.Position;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;

/**
 * What a simulation asks: each action on each resource.
 *
 * @param resources none means {@code *}
 */
record Question(
        List<String> actions,
        List<String> resources,
        Policies policies,
        Principal principal,
        ContextKeys keys) {

    /** One answer for each action, with one for each resource inside if there are several. */
    List<EvaluationResult> answers() {
        return actions.stream().map(this::answer).toList();
    }

    private EvaluationResult answer(String action) {
        List<String> asked = resources.isEmpty() ? List.of("*") : resources;
        List<ResourceSpecificResult> specific =
                resources.isEmpty()
                        ? List.of()
                        : asked.stream().map(each -> specific(action, each)).toList();
        List<Decision> decisions = asked.stream().map(each -> decide(action, each)).toList();
        Decision worst =
                decisions.stream().max(Comparator.comparingInt(Question::severity)).orElseThrow();
        EvaluationResult.Builder result =
                EvaluationResult.builder()
                        .evalActionName(action)
                        .evalResourceName(asked.getFirst())
                        .evalDecision(type(worst))
                        .matchedStatements(statements(worst))
                        .missingContextValues(resources.isEmpty() ? missing() : List.of());
        if (policies.boundary().isPresent()) {
            result.permissionsBoundaryDecisionDetail(
                    PermissionsBoundaryDecisionDetail.builder()
                            .allowedByPermissionsBoundary(withinBoundary(action, asked))
                            .build());
        }
        return result.resourceSpecificResults(specific).build();
    }

    private ResourceSpecificResult specific(String action, String resource) {
        Decision decision = decide(action, resource);
        ResourceSpecificResult.Builder result =
                ResourceSpecificResult.builder()
                        .evalResourceName(resource)
                        .evalResourceDecision(type(decision))
                        .matchedStatements(statements(decision))
                        .missingContextValues(missing());
        if (policies.boundary().isPresent()) {
            result.permissionsBoundaryDecisionDetail(
                    PermissionsBoundaryDecisionDetail.builder()
                            .allowedByPermissionsBoundary(withinBoundary(action, List.of(resource)))
                            .build());
        }
        return result.build();
    }

    private Decision decide(String action, String resource) {
        return policies.decide(new AccessRequest(principal, action, resource, keys));
    }

    private boolean withinBoundary(String action, List<String> asked) {
        Policies boundary = Policies.ofIdentity(policies.boundary().orElseThrow());
        return asked.stream()
                .map(each -> new AccessRequest(principal, action, each, keys))
                .allMatch(each -> boundary.decide(each).allowed());
    }

    /** Keys that the policies ask for and the simulation was not given. */
    private List<String> missing() {
        Set<String> missing = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        policies.identity().forEach(each -> missing.addAll(each.document().contextKeys()));
        policies.boundary()
                .ifPresent(
                        all -> all.forEach(each -> missing.addAll(each.document().contextKeys())));
        policies.resource().ifPresent(each -> missing.addAll(each.document().contextKeys()));
        missing.removeIf(keys::has);
        return List.copyOf(missing);
    }

    private static int severity(Decision decision) {
        return switch (decision.outcome()) {
            case ALLOWED -> 0;
            case IMPLICIT_DENY -> 1;
            case EXPLICIT_DENY -> 2;
        };
    }

    private static PolicyEvaluationDecisionType type(Decision decision) {
        return switch (decision.outcome()) {
            case ALLOWED -> PolicyEvaluationDecisionType.ALLOWED;
            case IMPLICIT_DENY -> PolicyEvaluationDecisionType.IMPLICIT_DENY;
            case EXPLICIT_DENY -> PolicyEvaluationDecisionType.EXPLICIT_DENY;
        };
    }

    private static List<software.amazon.awssdk.services.iam.model.Statement> statements(
            Decision decision) {
        return decision.matched().stream().map(Question::statement).toList();
    }

    private static software.amazon.awssdk.services.iam.model.Statement statement(
            Decision.Matched matched) {
        Span span = matched.statement().span();
        return software.amazon.awssdk.services.iam.model.Statement.builder()
                .sourcePolicyId(matched.policy().id())
                .sourcePolicyType(matched.policy().type())
                .startPosition(
                        Position.builder()
                                .line(span.startLine())
                                .column(span.startColumn())
                                .build())
                .endPosition(
                        Position.builder().line(span.endLine()).column(span.endColumn()).build())
                .build();
    }
}
