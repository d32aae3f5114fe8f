package dev.sila.localcloud.service.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All policies that have a say in a request, each kind by itself. A deny anywhere decides; else a
 * resource's policy that names the principal itself allows; else the identity's policies, the
 * boundary and the session's policies must allow, as far as there are any. Source: IAM user guide,
 * "Policy evaluation logic", for a principal and a resource of one account.
 *
 * @param identity the principal's own ones
 * @param boundary its permissions boundary, if it has one
 * @param session those given when its session was opened, if any were
 * @param resource that of the resource, if it has one
 */
public record Policies(
        List<SourcedPolicy> identity,
        Optional<List<SourcedPolicy>> boundary,
        Optional<List<SourcedPolicy>> session,
        Optional<SourcedPolicy> resource) {
    public Policies {
        identity = List.copyOf(identity);
        boundary = boundary.map(List::copyOf);
        session = session.map(List::copyOf);
    }

    /** Those of a principal, for a resource that has none. */
    public static Policies ofIdentity(List<SourcedPolicy> identity) {
        return new Policies(identity, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** That of a resource, for a principal that has none. */
    public static Policies ofResource(PolicyDocument document) {
        return ofIdentity(List.of()).at(new SourcedPolicy("resource", "resource", document));
    }

    /** These, in front of a resource with a policy. */
    public Policies at(SourcedPolicy policy) {
        return new Policies(identity, boundary, session, Optional.of(policy));
    }

    /** Decides a request. */
    public Decision decide(AccessRequest request) {
        return decide(request, false);
    }

    /** Decides where the resource's policy must allow too: to assume a role, its trust policy. */
    public Decision decideTrust(AccessRequest request) {
        return decide(request, true);
    }

    private Decision decide(AccessRequest request, boolean resourceMustAllow) {
        Verdict own = Verdict.of(identity, request);
        Optional<Verdict> bound = boundary.map(each -> Verdict.of(each, request));
        Optional<Verdict> limit = session.map(each -> Verdict.of(each, request));
        Optional<Verdict> there = resource.map(each -> Verdict.of(List.of(each), request));
        Optional<Decision> denied =
                own.denied(Decision.Layer.IDENTITY)
                        .or(() -> there.flatMap(each -> each.denied(Decision.Layer.RESOURCE)))
                        .or(() -> bound.flatMap(each -> each.denied(Decision.Layer.BOUNDARY)))
                        .or(() -> limit.flatMap(each -> each.denied(Decision.Layer.SESSION)));
        if (denied.isPresent()) {
            return denied.get();
        }
        Principals.Match named = there.map(Verdict::allows).orElse(Principals.Match.NONE);
        if (named == Principals.Match.NONE && resourceMustAllow) {
            return missing(Decision.Layer.RESOURCE);
        }
        if (named == Principals.Match.ITSELF) {
            return new Decision(
                    Decision.Outcome.ALLOWED,
                    Decision.Layer.RESOURCE,
                    there.orElseThrow().allowing());
        }
        if (own.allows() == Principals.Match.NONE && named != Principals.Match.ROLE) {
            return missing(
                    identity.isEmpty() && resource.isPresent() && boundary.isEmpty()
                            ? Decision.Layer.RESOURCE
                            : Decision.Layer.IDENTITY);
        }
        if (bound.filter(each -> each.allows() == Principals.Match.NONE).isPresent()) {
            return missing(Decision.Layer.BOUNDARY);
        }
        if (limit.filter(each -> each.allows() == Principals.Match.NONE).isPresent()) {
            return missing(Decision.Layer.SESSION);
        }
        List<Decision.Matched> allowing = new ArrayList<>(own.allowing());
        there.ifPresent(each -> allowing.addAll(each.allowing()));
        return new Decision(Decision.Outcome.ALLOWED, Decision.Layer.IDENTITY, allowing);
    }

    private static Decision missing(Decision.Layer layer) {
        return new Decision(Decision.Outcome.IMPLICIT_DENY, layer, List.of());
    }

    /** What the policies of one kind say. */
    private record Verdict(
            List<Decision.Matched> denying,
            List<Decision.Matched> allowing,
            Principals.Match allows) {
        static Verdict of(List<SourcedPolicy> policies, AccessRequest request) {
            List<Decision.Matched> denying = new ArrayList<>();
            List<Decision.Matched> allowing = new ArrayList<>();
            Principals.Match allows = Principals.Match.NONE;
            for (SourcedPolicy policy : policies) {
                boolean variables = policy.document().hasVariables();
                for (Statement statement : policy.document().statements()) {
                    Principals.Match match = statement.match(request, variables);
                    if (match != Principals.Match.NONE) {
                        (statement.allows() ? allowing : denying)
                                .add(new Decision.Matched(policy, statement));
                        allows = statement.allows() && match.compareTo(allows) > 0 ? match : allows;
                    }
                }
            }
            return new Verdict(denying, allowing, allows);
        }

        Optional<Decision> denied(Decision.Layer layer) {
            return denying.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Decision(Decision.Outcome.EXPLICIT_DENY, layer, denying));
        }
    }
}
