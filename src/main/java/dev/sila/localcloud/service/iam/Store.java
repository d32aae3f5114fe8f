package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Quotas;
import dev.sila.localcloud.service.policy.Policies;
import dev.sila.localcloud.service.policy.SourcedPolicy;
import dev.sila.localcloud.wire.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that IAM keeps. */
final class Store {
    final Foundation foundation;
    final Quotas quotas;
    final Registry<StoredRole> roles;
    final Registry<StoredUser> users;
    final Registry<StoredGroup> groups;
    final Registry<StoredProfile> profiles;
    final Registry<StoredPolicy> policies;
    final Registry<StoredCertificate> certificates;
    final AwsPolicies awsPolicies;

    /** Keys that were deleted: they are not valid any more, and never somebody else's. */
    final Set<String> deletedKeys = new HashSet<>();

    Store(Foundation foundation) {
        this.foundation = foundation;
        quotas = foundation.quotas();
        quotas.register(Limits.all());
        roles = new Registry<>(Kind.ROLE, Limits.ROLES, "RolesPerAccount", quotas);
        users = new Registry<>(Kind.USER, Limits.USERS, "UsersPerAccount", quotas);
        groups = new Registry<>(Kind.GROUP, Limits.GROUPS, "GroupsPerAccount", quotas);
        profiles =
                new Registry<>(Kind.PROFILE, Limits.PROFILES, "InstanceProfilesPerAccount", quotas);
        policies = new Registry<>(Kind.POLICY, Limits.POLICIES, "PoliciesPerAccount", quotas);
        certificates =
                new Registry<>(
                        Kind.CERTIFICATE,
                        Limits.CERTIFICATES,
                        "ServerCertificatesPerAccount",
                        quotas);
        awsPolicies = new AwsPolicies();
    }

    /** IAM tells times in whole seconds. */
    Instant now() {
        return foundation.timeline().now().truncatedTo(ChronoUnit.SECONDS);
    }

    String account() {
        return foundation.realm().account();
    }

    /** What a new entity of that kind begins with. */
    Entity.Origin origin(Kind kind) {
        return new Entity.Origin(foundation.identity().iam(kind.prefix()), account(), now());
    }

    /** A role that users may change: not one that AWS made for a service. */
    StoredRole changeableRole(@Nullable String name) {
        StoredRole role = roles.get(name);
        if (role.serviceLinked()) {
            throw new AwsFailure(
                    "UnmodifiableEntity",
                    "Cannot perform the operation on the protected role '"
                            + role.name
                            + "' - this role is only modifiable by AWS");
        }
        return role;
    }

    /** A managed policy by its ARN, of the customer or of AWS. */
    Optional<StoredPolicy> policy(String arn) {
        return arn.startsWith("arn:aws:iam::aws:") ? awsPolicies.ofArn(arn) : policies.ofArn(arn);
    }

    /** A managed policy that exists. */
    StoredPolicy existingPolicy(@Nullable String policyArn) {
        String arn = Checks.policyArn("policyArn", policyArn);
        return policy(arn)
                .orElseThrow(() -> Refusals.noSuchEntity("Policy " + arn + " was not found."));
    }

    /** A managed policy that may be attached: not one that AWS keeps for its own roles. */
    StoredPolicy attachablePolicy(String member, @Nullable String policyArn) {
        String arn = Checks.policyArn(member, policyArn);
        StoredPolicy policy =
                policy(arn)
                        .orElseThrow(() ->
                                Refusals.noSuchEntity(
                                        "Policy " + arn + " does not exist or is not attachable."));
        if (policy.path.startsWith("/aws-service-role/")) {
            throw new AwsFailure(
                    "PolicyNotAttachable",
                    "Cannot attach a Service Role Policy to a Customer Role.");
        }
        return policy;
    }

    /** All that may have policies, with their owners. */
    Map<Entity, Attachments> holders() {
        Map<Entity, Attachments> holders = new LinkedHashMap<>();
        groups.all().forEach(each -> holders.put(each, each.policies));
        users.all().forEach(each -> holders.put(each, each.policies));
        roles.all().forEach(each -> holders.put(each, each.policies));
        return holders;
    }

    /** The groups that a user is in. */
    List<StoredGroup> groupsOf(StoredUser user) {
        return groups.all().stream().filter(each -> each.users.contains(user)).toList();
    }

    /** All policies of a user, its groups' included, for evaluation. */
    Policies policiesOf(StoredUser user) {
        List<SourcedPolicy> sources = new ArrayList<>(user.policies.sources(user.name));
        groupsOf(user).forEach(each -> sources.addAll(each.policies.sources(each.name)));
        return new Policies(
                sources, user.policies.boundarySource(), Optional.empty(), Optional.empty());
    }

    /** All policies of a role, for evaluation. */
    Policies policiesOf(StoredRole role) {
        return new Policies(
                role.policies.sources(role.name),
                role.policies.boundarySource(),
                Optional.empty(),
                Optional.empty());
    }

    /** The user to whom an access key belongs. */
    Optional<StoredUser> userOfKey(String accessKeyId) {
        return users.all().stream().filter(each -> each.keys.containsKey(accessKeyId)).findFirst();
    }

    /** The user that a request names, or else the one that sent it. */
    StoredUser userOr(@Nullable String name, Caller caller) {
        if (name != null) {
            return users.get(name);
        }
        return userOfKey(caller.accessKeyId())
                .orElseThrow(() ->
                        Refusals.invalid(
                                "Must specify userName when calling with non-User credentials"));
    }
}
