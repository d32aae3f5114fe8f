package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.service.policy.Policies;
import dev.sila.localcloud.service.policy.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user, group or role whose policies a simulation asks about.
 *
 * @param keys condition keys that are known of it
 */
record PolicySource(Policies policies, Principal principal, Map<String, List<String>> keys) {
    static PolicySource of(Store store, @Nullable String policySourceArn) {
        String arn =
                Checks.length(
                        "policySourceArn",
                        Checks.required("policySourceArn", policySourceArn),
                        20,
                        2048);
        if (!arn.matches("arn:aws[\\w-]*:iam::\\d{12}:(user|group|role)/.+")) {
            throw Refusals.invalidInput("Invalid Entity Arn: " + arn);
        }
        Principal principal = Principal.user(arn, arn.split(":", 6)[4]);
        Map<String, List<String>> keys = Map.of("aws:PrincipalArn", List.of(arn));
        return store.users
                .ofArn(arn)
                .map(each -> user(store, each, principal))
                .or(() ->
                        store.roles
                                .ofArn(arn)
                                .map(each ->
                                        new PolicySource(store.policiesOf(each), principal, keys)))
                .or(() ->
                        store.groups
                                .ofArn(arn)
                                .map(each ->
                                        new PolicySource(
                                                Policies.ofIdentity(
                                                        each.policies.sources(each.name)),
                                                principal,
                                                keys)))
                .orElseThrow(
                        () -> Refusals.noSuchEntity("The entity " + arn + " cannot be found."));
    }

    private static PolicySource user(Store store, StoredUser user, Principal principal) {
        return new PolicySource(
                store.policiesOf(user),
                principal,
                Map.of(
                        "aws:PrincipalArn",
                        List.of(user.arn()),
                        "aws:username",
                        List.of(user.name),
                        "aws:userid",
                        List.of(user.id)));
    }
}
