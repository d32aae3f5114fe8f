package dev.sila.aws.kind;

import dev.sila.aws.forecast.Permission;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import java.util.Map;

/** What policies say about the environment's IAM resources. */
final class Iam {
    private Iam() {}

    /** The environment's roles. */
    static String roles(Scope scope) {
        return "arn:aws:iam::*:role" + Ownership.path(scope) + "*";
    }

    /** The environment's instance profiles. */
    static String profiles(Scope scope) {
        return "arn:aws:iam::*:instance-profile" + Ownership.path(scope) + "*";
    }

    /** That one of the environment's roles is handed to instances. */
    static Permission pass(Ref<Role> role, Scope scope) {
        return pass("arn:aws:iam::*:role" + Ownership.path(scope) + role.name());
    }

    /** That a role is handed to instances which is not the environment's, so not known by name. */
    static Permission passForeign() {
        return pass("arn:aws:iam::*:role/*");
    }

    private static Permission pass(String role) {
        return new Permission(
                "iam:PassRole", role, Map.of("iam:PassedToService", "ec2.amazonaws.com"));
    }
}
