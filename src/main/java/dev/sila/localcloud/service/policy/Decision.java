package dev.sila.localcloud.service.policy;

import java.util.List;

/**
 * What a request came to.
 *
 * @param layer the kind of policy that decided: that denies, or the one that does not allow
 * @param matched the statements that decided: those that deny, or else those that allow
 */
public record Decision(Outcome outcome, Layer layer, List<Matched> matched) {
    public Decision {
        matched = List.copyOf(matched);
    }

    /** AWS's three outcomes. */
    public enum Outcome {
        ALLOWED,
        EXPLICIT_DENY,
        IMPLICIT_DENY
    }

    /** The kinds of policy that have a say, as AWS's messages name them. */
    public enum Layer {
        IDENTITY("identity-based policy"),
        RESOURCE("resource-based policy"),
        BOUNDARY("permissions boundary"),
        SESSION("session policy");

        private final String named;

        Layer(String named) {
            this.named = named;
        }

        /** Such as {@code identity-based policy}. */
        public String named() {
            return named;
        }
    }

    /** A statement and the policy in which it stands. */
    public record Matched(SourcedPolicy policy, Statement statement) {}

    public boolean allowed() {
        return outcome == Outcome.ALLOWED;
    }

    /** The end of AWS's refusal: {@code because no identity-based policy allows the … action}. */
    public String because(String action) {
        return outcome == Outcome.EXPLICIT_DENY
                ? "with an explicit deny in "
                        + (layer == Layer.BOUNDARY
                                        || layer == Layer.SESSION
                                        || layer == Layer.RESOURCE
                                ? "a "
                                : "an ")
                        + layer.named()
                : "because no " + layer.named() + " allows the " + action + " action";
    }
}
