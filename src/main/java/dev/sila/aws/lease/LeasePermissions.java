package dev.sila.aws.lease;

import dev.sila.aws.forecast.Permission;
import java.util.Map;
import java.util.Set;

/** What an IAM policy must allow so that a run can take the lease of an environment. */
public final class LeasePermissions {
    private static final String TEMPLATES = "arn:aws:ec2:*:*:launch-template/*";

    private LeasePermissions() {}

    /** To see, take, renew and end it; no other template can be touched with them. */
    public static Set<Permission> of(String environment) {
        Map<String, String> marking = Map.of("aws:RequestTag/" + Holder.LEASE, environment);
        Map<String, String> tagging =
                Map.of(
                        "aws:RequestTag/" + Holder.LEASE,
                        environment,
                        "ec2:CreateAction",
                        "CreateLaunchTemplate");
        Map<String, String> marked = Map.of("aws:ResourceTag/" + Holder.LEASE, environment);
        return Set.of(
                Permission.reading("ec2:DescribeLaunchTemplates"),
                new Permission("ec2:CreateLaunchTemplate", TEMPLATES, marking),
                new Permission("ec2:CreateTags", TEMPLATES, tagging),
                new Permission("ec2:CreateTags", TEMPLATES, marked),
                new Permission("ec2:DeleteLaunchTemplate", TEMPLATES, marked));
    }
}
