package dev.sila.localcloud.service.sts;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.policy.AuthorizationMessages;
import dev.sila.localcloud.service.policy.Subject;
import dev.sila.localcloud.wire.Service;
import java.util.List;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The service, and who is behind an access key. Whoever signs with a key that was not issued here
 * is the account's root.
 */
public final class Sts {
    private final Sessions sessions;
    private final Iam iam;
    private final String account;
    private final Service service;

    /** One that does not look at what the caller of AssumeRole may do, only at the trust policy. */
    public Sts(Foundation foundation, Iam iam) {
        this(foundation, iam, new AuthorizationMessages(), false);
    }

    /**
     * @param messages decodes what refusals were encoded with
     * @param enforced whether the caller's own policies must allow AssumeRole too
     */
    public Sts(Foundation foundation, Iam iam, AuthorizationMessages messages, boolean enforced) {
        this.iam = iam;
        this.account = foundation.realm().account();
        sessions = new Sessions(foundation, iam);
        service =
                new Service(
                        "STS",
                        "sts",
                        "2011-06-15",
                        Service.Protocol.QUERY,
                        List.of(
                                new Callers(this, foundation, messages),
                                new RoleSessions(this, sessions, iam, enforced),
                                new UserSessions(this, sessions, iam, account)));
    }

    public Service service() {
        return service;
    }

    /**
     * Who is behind an access key.
     *
     * @throws dev.sila.localcloud.AwsFailure if the key was issued here and is not valid any more
     */
    public Subject subject(String accessKeyId) {
        if (iam.disabled(accessKeyId)) {
            throw Refusals.invalidToken();
        }
        return sessions.subject(accessKeyId)
                .or(() -> iam.userOfKey(accessKeyId).map(each -> Subjects.user(each, account)))
                .orElseGet(() -> Subject.root(account));
    }

    /**
     * Credentials of an instance by its profile's role, as its metadata service hands them out.
     *
     * @param seconds how long they are good
     */
    public Credentials instanceCredentials(Iam.KnownRole role, String instanceId, int seconds) {
        return sessions.open(Session.ofRole(role, instanceId, account), seconds);
    }
}
