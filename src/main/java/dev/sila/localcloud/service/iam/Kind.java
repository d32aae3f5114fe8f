package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.AwsFailure;
import org.jspecify.annotations.Nullable;

/** What IAM keeps under names, with the words of its ARNs, IDs and messages. */
enum Kind {
    ROLE("role", "AROA", "roleName", 64, "Role with name %s", "The role with name %s"),
    USER("user", "AIDA", "userName", 64, "User with name %s", "The user with name %s"),
    GROUP("group", "AGPA", "groupName", 128, "Group with name %s", "The group with name %s"),
    PROFILE(
            "instance-profile",
            "AIPA",
            "instanceProfileName",
            128,
            "Instance Profile %s",
            "Instance Profile %s"),
    POLICY("policy", "ANPA", "policyName", 128, "A policy called %s", "Policy %s"),
    CERTIFICATE(
            "server-certificate",
            "ASCA",
            "serverCertificateName",
            128,
            "The Server Certificate with name %s",
            "The Server Certificate with name %s");

    private final String resource;
    private final String prefix;
    private final String member;
    private final int longest;
    private final String existing;
    private final String missing;

    Kind(
            String resource,
            String prefix,
            String member,
            int longest,
            String existing,
            String missing) {
        this.resource = resource;
        this.prefix = prefix;
        this.member = member;
        this.longest = longest;
        this.existing = existing;
        this.missing = missing;
    }

    /** The word in an ARN: {@code role} of {@code …:role/web}. */
    String resource() {
        return resource;
    }

    /** The beginning of its unique IDs. */
    String prefix() {
        return prefix;
    }

    /** A name of that kind, checked. */
    String name(@Nullable String name) {
        return Checks.name(member, name, longest);
    }

    AwsFailure exists(String name) {
        String rest =
                this == POLICY
                        ? " already exists. Duplicate names are not allowed."
                        : " already exists.";
        return Refusals.alreadyExists(existing.formatted(name) + rest);
    }

    AwsFailure notFound(String name) {
        return Refusals.noSuchEntity(missing.formatted(name) + " cannot be found.");
    }
}
