package dev.sila.localcloud.service.sts;

import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.policy.ContextKeys;
import dev.sila.localcloud.service.policy.Policies;
import dev.sila.localcloud.service.policy.Principal;
import dev.sila.localcloud.service.policy.SourcedPolicy;
import dev.sila.localcloud.service.policy.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes subjects of users and sessions. */
final class Subjects {
    private Subjects() {}

    static Subject user(Iam.KnownUser user, String account) {
        Map<String, List<String>> keys = keys(user.arn(), account, "User", user.id(), user.tags());
        keys.put("aws:username", List.of(user.name()));
        return new Subject(
                user.id(),
                user.arn(),
                false,
                Principal.user(user.arn(), account),
                user.policies(),
                new ContextKeys(keys));
    }

    /** Tags of the session override those of the role. */
    static Subject role(
            Iam.KnownRole role, Session session, String account, Map<String, List<String>> more) {
        Map<String, String> tags = new TreeMap<>(role.tags());
        tags.putAll(session.tags());
        Map<String, List<String>> keys =
                keys(role.arn(), account, "AssumedRole", session.userId(), tags);
        keys.putAll(more);
        keys.putAll(session.keys());
        return new Subject(
                session.userId(),
                session.arn(),
                false,
                Principal.session(session.arn(), role.arn(), account),
                limited(role.policies(), session.policies()),
                new ContextKeys(keys));
    }

    /** A federated user may do what both the user who opened it and its own policies allow. */
    static Subject federated(
            Subject user, Session session, String account, Map<String, List<String>> more) {
        Map<String, List<String>> keys =
                keys(session.arn(), account, "FederatedUser", session.userId(), session.tags());
        keys.putAll(more);
        return new Subject(
                session.userId(),
                session.arn(),
                false,
                Principal.user(session.arn(), account),
                limited(user.policies(), session.policies()),
                new ContextKeys(keys));
    }

    static Subject withKeys(Subject user, Map<String, List<String>> more) {
        return new Subject(
                user.userId(),
                user.arn(),
                user.root(),
                user.principal(),
                user.policies(),
                user.keys().with(more));
    }

    private static Policies limited(Policies own, Optional<List<SourcedPolicy>> session) {
        return new Policies(own.identity(), own.boundary(), session, Optional.empty());
    }

    private static Map<String, List<String>> keys(
            String arn, String account, String type, String id, Map<String, String> tags) {
        Map<String, List<String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        keys.put("aws:PrincipalArn", List.of(arn));
        keys.put("aws:PrincipalAccount", List.of(account));
        keys.put("aws:PrincipalType", List.of(type));
        keys.put("aws:userid", List.of(id));
        tags.forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, List.of(value)));
        return keys;
    }
}
