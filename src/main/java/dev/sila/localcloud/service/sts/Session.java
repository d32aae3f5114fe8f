package dev.sila.localcloud.service.sts;

import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.policy.SourcedPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session, as it was opened. What its role or user may do is looked up at each call.
 *
 * @param role the name of its role; empty for a user's session
 * @param user the name of the user who opened it; empty for root and for a role's session
 * @param policies those given at opening; empty for none
 * @param tags of the session
 */
record Session(
        Kind kind,
        String userId,
        String arn,
        String role,
        String user,
        Optional<List<SourcedPolicy>> policies,
        Map<String, String> tags,
        Map<String, List<String>> keys) {
    /** How it was opened. */
    enum Kind {
        ROLE,
        FEDERATED,
        USER
    }

    static Session ofRole(Iam.KnownRole role, String name, String account) {
        return new Session(
                Kind.ROLE,
                role.id() + ":" + name,
                "arn:aws:sts::" + account + ":assumed-role/" + role.name() + "/" + name,
                role.name(),
                "",
                Optional.empty(),
                Map.of(),
                Map.of());
    }

    /** The same session under policies, with tags and with condition keys of its own. */
    Session with(
            Optional<List<SourcedPolicy>> given,
            Map<String, String> tagged,
            Map<String, List<String>> more) {
        return new Session(kind, userId, arn, role, user, given, tagged, more);
    }
}
