package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.engine.Change;
import dev.sila.engine.Replacement;
import org.jspecify.annotations.Nullable;

/** What the kinds of Elastic Load Balancing ask of AWS alike. */
final class BalancingEffort {
    static final String SERVICE = "elasticloadbalancing";

    /** The condition key that tells for which call AddTags is asked for. */
    static final String CREATE_ACTION = SERVICE + ":CreateAction";

    private BalancingEffort() {}

    static Effort.Call call(String action, Effort effort) {
        return effort.call(SERVICE, action);
    }

    /** Something new, made with its tags. */
    static Effort.Call make(String action, String type, Effort effort) {
        return call(action, effort).makes(arn(type), SERVICE + ":AddTags", CREATE_ACTION);
    }

    /** Everything of a type. */
    static String arn(String type) {
        return "arn:aws:elasticloadbalancing:*:*:" + type + "/*";
    }

    /** How often the call is made that makes it: twice if the older one bears its name. */
    static int attempts(String name, Change.@Nullable Replace<?> instead) {
        return instead != null
                        && instead.order() == Replacement.CREATE_FIRST
                        && instead.found().id().contains("/" + name + "/")
                ? 2
                : 1;
    }

    static void change(String action, boolean needed, Effort effort) {
        call(action, effort).times(needed ? 1 : 0).marked();
    }
}
