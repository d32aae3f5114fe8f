package dev.sila.localcloud.service.policy;

import java.util.List;
import java.util.Optional;

/**
 * One statement of a policy.
 *
 * @param sid its identifier, empty for none
 * @param allows whether its effect is {@code Allow}
 * @param principals whom it speaks of; empty in the policies of an identity
 * @param resources those it speaks of; empty in a trust policy
 */
public record Statement(
        String sid,
        boolean allows,
        Optional<Principals> principals,
        Names actions,
        Optional<Names> resources,
        List<Condition> conditions,
        Span span) {
    public Statement {
        conditions = List.copyOf(conditions);
    }

    /** How it names the request's principal, if all else of it fits the request too. */
    Principals.Match match(AccessRequest request, boolean variables) {
        Variables values = new Variables(request.keys(), variables);
        boolean fits =
                actions.coversAction(request.action())
                        && resources
                                .map(each -> each.coversResource(request.resource(), values))
                                .orElse(true)
                        && conditions.stream().allMatch(each -> each.holds(request.keys(), values));
        if (!fits) {
            return Principals.Match.NONE;
        }
        return principals
                .map(each -> each.match(request.principal()))
                .orElse(Principals.Match.ITSELF);
    }
}
