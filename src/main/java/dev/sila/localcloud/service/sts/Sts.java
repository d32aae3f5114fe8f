package dev.sila.localcloud.service.sts;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.wire.Caller;
import dev.sila.localcloud.wire.Service;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/**
 * The service. Whoever signs with a key that was not issued here is the account's root: the local
 * cloud knows no users.
 */
public final class Sts {
    private record Session(String userId, String arn, Instant expiration) {}

    private final Foundation foundation;
    private final Iam iam;
    private final Map<String, Session> sessions = new HashMap<>();

    public Sts(Foundation foundation, Iam iam) {
        this.foundation = foundation;
        this.iam = iam;
    }

    public Service service() {
        return new Service("STS", "sts", "2011-06-15", Service.Protocol.QUERY, List.of(this));
    }

    public GetCallerIdentityResponse getCallerIdentity(
            GetCallerIdentityRequest request, Caller caller) {
        Session session = session(caller);
        return GetCallerIdentityResponse.builder()
                .account(foundation.realm().account())
                .userId(session.userId())
                .arn(session.arn())
                .build();
    }

    /** Opens a session of a role that exists; its trust policy is not evaluated. */
    public AssumeRoleResponse assumeRole(AssumeRoleRequest request, Caller caller) {
        String arn = required("roleArn", request.roleArn());
        String name = required("roleSessionName", request.roleSessionName());
        if (!name.matches("[\\w+=,.@-]{2,64}")) {
            throw constraint(
                    "'" + name + "'",
                    "roleSessionName",
                    "Member must satisfy regular expression pattern: [\\w+=,.@-]*, with 2 to 64"
                            + " characters");
        }
        Iam.KnownRole role =
                iam.role(arn)
                        .filter(each -> each.arn().equals(arn))
                        .orElseThrow(() -> denied(session(caller), arn));
        int seconds = duration(request.durationSeconds(), 3600, 43200);
        if (seconds > role.maxSessionDuration()) {
            throw new AwsFailure(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this"
                            + " role.");
        }
        String userId = role.id() + ":" + name;
        String sessionArn =
                foundation.realm().globalArn("sts", "assumed-role/" + role.name() + "/" + name);
        return AssumeRoleResponse.builder()
                .credentials(open(userId, sessionArn, seconds))
                .assumedRoleUser(
                        AssumedRoleUser.builder().assumedRoleId(userId).arn(sessionArn).build())
                .build();
    }

    public GetSessionTokenResponse getSessionToken(GetSessionTokenRequest request, Caller caller) {
        Session session = session(caller);
        int seconds = duration(request.durationSeconds(), 43200, 129_600);
        return GetSessionTokenResponse.builder()
                .credentials(open(session.userId(), session.arn(), seconds))
                .build();
    }

    private Credentials open(String userId, String arn, int seconds) {
        String key = foundation.identity().iam("ASIA").substring(0, 20);
        Instant expiration =
                foundation.timeline().now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
        sessions.put(key, new Session(userId, arn, expiration));
        return Credentials.builder()
                .accessKeyId(key)
                .secretAccessKey(foundation.identity().hex(40))
                .sessionToken(foundation.identity().hex(200))
                .expiration(expiration)
                .build();
    }

    private Session session(Caller caller) {
        Session session = sessions.get(caller.accessKeyId());
        if (session == null) {
            String account = foundation.realm().account();
            return new Session(account, foundation.realm().globalArn("iam", "root"), Instant.MAX);
        }
        if (session.expiration().isBefore(foundation.timeline().now())) {
            throw new AwsFailure(
                    "ExpiredToken", "The security token included in the request is expired", 403);
        }
        return session;
    }

    private static int duration(@Nullable Integer seconds, int otherwise, int longest) {
        int duration = seconds == null ? otherwise : seconds;
        if (duration < 900) {
            throw constraint(
                    "'" + duration + "'",
                    "durationSeconds",
                    "Member must have value greater than or equal to 900");
        }
        if (duration > longest) {
            throw constraint(
                    "'" + duration + "'",
                    "durationSeconds",
                    "Member must have value less than or equal to " + longest);
        }
        return duration;
    }

    private static String required(String member, @Nullable String value) {
        if (value == null) {
            throw constraint("null", member, "Member must not be null");
        }
        return value;
    }

    private static AwsFailure constraint(String value, String member, String constraint) {
        return new AwsFailure(
                "ValidationError",
                "1 validation error detected: Value "
                        + value
                        + " at '"
                        + member
                        + "' failed to satisfy constraint: "
                        + constraint);
    }

    private static AwsFailure denied(Session session, String arn) {
        return new AwsFailure(
                "AccessDenied",
                "User: "
                        + session.arn()
                        + " is not authorized to perform: sts:AssumeRole on resource: "
                        + arn,
                403);
    }
}
