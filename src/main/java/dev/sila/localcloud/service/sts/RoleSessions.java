package dev.sila.localcloud.service.sts;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.policy.AccessRequest;
import dev.sila.localcloud.service.policy.ContextKeys;
import dev.sila.localcloud.service.policy.Decision;
import dev.sila.localcloud.service.policy.Policies;
import dev.sila.localcloud.service.policy.SourcedPolicy;
import dev.sila.localcloud.service.policy.Subject;
import dev.sila.localcloud.wire.Caller;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;

/** Sessions of roles. */
final class RoleSessions {
    private static final int CHAINED = 3600;

    private final Sts sts;
    private final Sessions sessions;
    private final Iam iam;
    private final boolean enforced;

    RoleSessions(Sts sts, Sessions sessions, Iam iam, boolean enforced) {
        this.sts = sts;
        this.sessions = sessions;
        this.iam = iam;
        this.enforced = enforced;
    }

    /**
     * The role's trust policy must allow the caller; if it names only the account, the caller's own
     * policies must allow it too where policies are enforced.
     */
    public AssumeRoleResponse assumeRole(AssumeRoleRequest request, Caller caller) {
        String arn =
                Checks.length("roleArn", Checks.required("roleArn", request.roleArn()), 20, 2048);
        String name = Checks.name("roleSessionName", request.roleSessionName(), 64);
        refuseUnsupported(request);
        Map<String, String> tags = Checks.tags(request.tags());
        Subject subject = sts.subject(caller.accessKeyId());
        Iam.KnownRole role =
                iam.role(arn)
                        .filter(each -> each.arn().equals(arn))
                        .orElseThrow(() -> Refusals.notAuthorized(subject, "sts:AssumeRole", arn));
        ContextKeys keys = subject.keys().with(keys(request, name, tags));
        require(subject, "sts:AssumeRole", role, keys);
        if (!tags.isEmpty()) {
            require(subject, "sts:TagSession", role, keys);
        }
        if (request.sourceIdentity() != null) {
            require(subject, "sts:SetSourceIdentity", role, keys);
        }
        int seconds = duration(request.durationSeconds(), role, chained(caller));
        Session session =
                Session.ofRole(role, name, subject.principal().account())
                        .with(
                                Checks.policies(iam, request.policyArns(), request.policy()),
                                tags,
                                sourceIdentity(request));
        iam.roleUsed(role.name());
        return AssumeRoleResponse.builder()
                .credentials(sessions.open(session, seconds))
                .assumedRoleUser(
                        AssumedRoleUser.builder()
                                .assumedRoleId(session.userId())
                                .arn(session.arn())
                                .build())
                .packedPolicySize(Checks.packed(request.policy(), request.policyArns(), tags))
                .sourceIdentity(request.sourceIdentity())
                .build();
    }

    private boolean chained(Caller caller) {
        return sessions.of(caller.accessKeyId())
                .filter(each -> each.kind() == Session.Kind.ROLE)
                .isPresent();
    }

    private void require(Subject subject, String action, Iam.KnownRole role, ContextKeys keys) {
        Policies own = enforced ? subject.policies() : Subject.unbound();
        Decision decision =
                own.at(new SourcedPolicy(role.name(), "trust", role.trust()))
                        .decideTrust(
                                new AccessRequest(subject.principal(), action, role.arn(), keys));
        if (!decision.allowed()) {
            throw Refusals.notAuthorized(subject, action, role.arn());
        }
    }

    private static int duration(@Nullable Integer given, Iam.KnownRole role, boolean chained) {
        int seconds = Checks.duration(given, Math.min(3600, role.maxSessionDuration()), 43_200);
        if (chained && seconds > CHAINED) {
            throw Refusals.invalid(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles"
                            + " assumed by role chaining.");
        }
        if (seconds > role.maxSessionDuration()) {
            throw Refusals.invalid(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this"
                            + " role.");
        }
        return seconds;
    }

    private static void refuseUnsupported(AssumeRoleRequest request) {
        if (request.hasProvidedContexts()) {
            throw Refusals.invalid("The local cloud does not support provided contexts.");
        }
        if (request.serialNumber() != null || request.tokenCode() != null) {
            throw Refusals.accessDenied(
                    "MultiFactorAuthentication failed with invalid MFA one time pass code.");
        }
        if (request.externalId() != null) {
            Checks.length("externalId", request.externalId(), 2, 1224);
            Checks.matching("externalId", request.externalId(), "[\\w+=,.@:\\/-]*");
        }
        if (request.sourceIdentity() != null) {
            Checks.name("sourceIdentity", request.sourceIdentity(), 64);
        }
        for (String key : request.transitiveTagKeys()) {
            if (request.tags().stream().noneMatch(each -> key.equals(each.key()))) {
                throw new AwsFailure(
                        "InvalidParameterValue",
                        "The transitive tag key " + key + " is not among the session tags.");
            }
        }
    }

    private static Map<String, List<String>> sourceIdentity(AssumeRoleRequest request) {
        return request.sourceIdentity() == null
                ? Map.of()
                : Map.of("aws:SourceIdentity", List.of(request.sourceIdentity()));
    }

    private static Map<String, List<String>> keys(
            AssumeRoleRequest request, String name, Map<String, String> tags) {
        Map<String, List<String>> keys = new TreeMap<>();
        keys.put("sts:RoleSessionName", List.of(name));
        keys.put("aws:SourceIp", List.of("127.0.0.1"));
        if (request.externalId() != null) {
            keys.put("sts:ExternalId", List.of(request.externalId()));
        }
        if (request.sourceIdentity() != null) {
            keys.put("sts:SourceIdentity", List.of(request.sourceIdentity()));
        }
        if (!request.transitiveTagKeys().isEmpty()) {
            keys.put("sts:TransitiveTagKeys", request.transitiveTagKeys());
        }
        if (!tags.isEmpty()) {
            keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
            tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
        }
        return keys;
    }
}
