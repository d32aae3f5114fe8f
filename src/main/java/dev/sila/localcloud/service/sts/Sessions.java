package dev.sila.localcloud.service.sts;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.policy.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The sessions that were opened, by access key. */
final class Sessions {
    private record Open(Session session, Instant issued, Instant expiration) {}

    private final Foundation foundation;
    private final Iam iam;
    private final Map<String, Open> open = new HashMap<>();

    Sessions(Foundation foundation, Iam iam) {
        this.foundation = foundation;
        this.iam = iam;
    }

    Credentials open(Session session, int seconds) {
        String key = foundation.identity().iam("ASIA").substring(0, 20);
        Instant now = foundation.timeline().now().truncatedTo(ChronoUnit.SECONDS);
        Instant expiration = now.plusSeconds(seconds);
        open.put(key, new Open(session, now, expiration));
        return Credentials.builder()
                .accessKeyId(key)
                .secretAccessKey(foundation.identity().hex(40))
                .sessionToken(foundation.identity().hex(200))
                .expiration(expiration)
                .build();
    }

    /** The session of a key, if it has one. */
    Optional<Session> of(String accessKeyId) {
        return Optional.ofNullable(open.get(accessKeyId)).map(Open::session);
    }

    /** Who is behind a session's key; nothing for a key of no session. */
    Optional<Subject> subject(String accessKeyId) {
        Open found = open.get(accessKeyId);
        if (found == null) {
            return Optional.empty();
        }
        if (!found.expiration().isAfter(foundation.timeline().now())) {
            throw Refusals.expired();
        }
        return Optional.of(subject(found));
    }

    private Subject subject(Open found) {
        Session session = found.session();
        String account = foundation.realm().account();
        Map<String, List<String>> keys =
                Map.of(
                        "aws:TokenIssueTime",
                        List.of(found.issued().toString()),
                        "aws:MultiFactorAuthPresent",
                        List.of("false"));
        return switch (session.kind()) {
            case ROLE -> {
                Iam.KnownRole role = iam.role(session.role()).orElseThrow(Refusals::invalidToken);
                yield Subjects.role(role, session, account, keys);
            }
            case FEDERATED -> Subjects.federated(user(session, account), session, account, keys);
            case USER -> Subjects.withKeys(user(session, account), keys);
        };
    }

    /** Root, if root opened the session. */
    private Subject user(Session session, String account) {
        if (session.user().isEmpty()) {
            return Subject.root(account);
        }
        return iam.user(session.user())
                .map(each -> Subjects.user(each, account))
                .orElseThrow(Refusals::invalidToken);
    }
}
