package dev.sila.localcloud.service.sts;

import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.policy.SourcedPolicy;
import dev.sila.localcloud.service.policy.Subject;
import dev.sila.localcloud.wire.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.FederatedUser;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/** Sessions of users and of those for whom they vouch. */
final class UserSessions {
    private static final int LONGEST = 129_600;
    private static final int LONGEST_OF_ROOT = 3600;

    private final Sts sts;
    private final Sessions sessions;
    private final Iam iam;
    private final String account;

    UserSessions(Sts sts, Sessions sessions, Iam iam, String account) {
        this.sts = sts;
        this.sessions = sessions;
        this.iam = iam;
        this.account = account;
    }

    public GetSessionTokenResponse getSessionToken(GetSessionTokenRequest request, Caller caller) {
        if (request.serialNumber() != null || request.tokenCode() != null) {
            throw Refusals.accessDenied(
                    "MultiFactorAuthentication failed with invalid MFA one time pass code.");
        }
        Subject subject = longTerm(caller, "GetSessionToken");
        int seconds = duration(request.durationSeconds(), subject);
        Session session =
                new Session(
                        Session.Kind.USER,
                        subject.userId(),
                        subject.arn(),
                        "",
                        user(caller),
                        Optional.empty(),
                        Map.of(),
                        Map.of());
        return GetSessionTokenResponse.builder()
                .credentials(sessions.open(session, seconds))
                .build();
    }

    /** Without policies of its own the session may do nothing. */
    public GetFederationTokenResponse getFederationToken(
            GetFederationTokenRequest request, Caller caller) {
        String name = Checks.name("name", request.name(), 32);
        Subject subject = longTerm(caller, "GetFederationToken");
        Map<String, String> tags = Checks.tags(request.tags());
        int seconds = duration(request.durationSeconds(), subject);
        List<SourcedPolicy> policies =
                Checks.policies(iam, request.policyArns(), request.policy()).orElse(List.of());
        Session session =
                new Session(
                        Session.Kind.FEDERATED,
                        account + ":" + name,
                        "arn:aws:sts::" + account + ":federated-user/" + name,
                        "",
                        user(caller),
                        Optional.of(policies),
                        tags,
                        Map.of());
        return GetFederationTokenResponse.builder()
                .credentials(sessions.open(session, seconds))
                .federatedUser(
                        FederatedUser.builder()
                                .federatedUserId(session.userId())
                                .arn(session.arn())
                                .build())
                .packedPolicySize(Checks.packed(request.policy(), request.policyArns(), tags))
                .build();
    }

    private Subject longTerm(Caller caller, String action) {
        if (sessions.of(caller.accessKeyId()).isPresent()) {
            throw Refusals.accessDenied("Cannot call " + action + " with session credentials");
        }
        return sts.subject(caller.accessKeyId());
    }

    private String user(Caller caller) {
        return iam.userOfKey(caller.accessKeyId()).map(Iam.KnownUser::name).orElse("");
    }

    /** Root gets an hour at most, however much it asks for. */
    private static int duration(@Nullable Integer given, Subject subject) {
        int seconds = Checks.duration(given, 43_200, LONGEST);
        return subject.root() ? Math.min(seconds, LONGEST_OF_ROOT) : seconds;
    }
}
