package dev.sila.localcloud.service.policy;

import java.util.List;
import java.util.Map;

/**
 * The {@code Principal} or {@code NotPrincipal} of a statement.
 *
 * @param negated whether it is {@code NotPrincipal}
 * @param names those listed by type; the type {@code *} with the name {@code *} for {@code "*"}
 */
public record Principals(boolean negated, Map<String, List<String>> names) {
    /** How a statement names a principal. */
    enum Match {
        NONE,
        /** Through its account, whose own policies then decide. */
        ACCOUNT,
        /** Through its role. */
        ROLE,
        /** As itself, or as anyone. */
        ITSELF
    }

    Match match(Principal principal) {
        Match best = Match.NONE;
        for (Map.Entry<String, List<String>> each : names.entrySet()) {
            for (String name : each.getValue()) {
                Match match = match(each.getKey(), name, principal);
                best = match.compareTo(best) > 0 ? match : best;
            }
        }
        if (!negated) {
            return best;
        }
        return best == Match.NONE ? Match.ITSELF : Match.NONE;
    }

    private static Match match(String type, String name, Principal principal) {
        if (name.equals("*") && (type.equals("*") || type.equals("AWS"))) {
            return Match.ITSELF;
        }
        if (!type.equals(principal.type())) {
            return Match.NONE;
        }
        if (name.equals("*") || name.equals(principal.name())) {
            return Match.ITSELF;
        }
        if (!principal.role().isEmpty() && name.equals(principal.role())) {
            return Match.ROLE;
        }
        String account = principal.account();
        return !account.isEmpty()
                        && (name.equals(account)
                                || name.equals("arn:aws:iam::" + account + ":root"))
                ? Match.ACCOUNT
                : Match.NONE;
    }
}
