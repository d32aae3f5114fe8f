package dev.sila.localcloud.service.policy;

import java.util.List;
import java.util.Map;

/**
 * Whoever holds a set of credentials, with the policies that bind it.
 *
 * @param userId AWS's unique ID of it, such as {@code AIDA…} or {@code AROA…:session}
 * @param arn of the user, the session or the account's root
 * @param root whether it is the account's root, which may do everything
 * @param policies those of the identity, its boundary and its session
 * @param keys the condition keys that tell of it, such as {@code aws:username}
 */
public record Subject(
        String userId,
        String arn,
        boolean root,
        Principal principal,
        Policies policies,
        ContextKeys keys) {
    private static final SourcedPolicy EVERYTHING =
            new SourcedPolicy(
                    "root",
                    "IAM Policy",
                    PolicyDocument.parse(
                            """
                            {"Version": "2012-10-17",
                             "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
                            """,
                            PolicyKind.IDENTITY));

    /** The account's root. */
    public static Subject root(String account) {
        String arn = "arn:aws:iam::" + account + ":root";
        return new Subject(
                account,
                arn,
                true,
                Principal.user(arn, account),
                unbound(),
                new ContextKeys(
                        Map.of(
                                "aws:PrincipalArn",
                                List.of(arn),
                                "aws:PrincipalAccount",
                                List.of(account),
                                "aws:PrincipalType",
                                List.of("Account"),
                                "aws:userid",
                                List.of(account))));
    }

    /** Policies that allow everything. */
    public static Policies unbound() {
        return Policies.ofIdentity(List.of(EVERYTHING));
    }
}
