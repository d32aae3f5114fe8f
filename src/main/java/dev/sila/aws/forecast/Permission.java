package dev.sila.aws.forecast;

import dev.sila.engine.Marks;
import dev.sila.engine.Scope;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an IAM policy must allow.
 *
 * @param action as policies name it, such as {@code ec2:CreateSubnet}
 * @param resource an ARN of partition {@code aws}, with {@code *} for what is not known; or {@code
 *     *} alone
 * @param conditions condition keys and the one value each must have
 */
public record Permission(String action, String resource, Map<String, String> conditions) {
    public Permission {
        conditions = Map.copyOf(new TreeMap<>(conditions));
    }

    /**
     * That something is read, whatever it is about.
     *
     * @param call as {@link dev.sila.aws.Calls} counts it: {@code service:Action}
     */
    public static Permission reading(String call) {
        int colon = call.indexOf(':');
        String action = PolicyNames.action(call.substring(0, colon), call.substring(colon + 1));
        return new Permission(action, "*", Map.of());
    }

    /** The condition that a resource carries the environment's mark. */
    public static Map<String, String> marked(Scope scope) {
        return Map.of("aws:ResourceTag/" + Marks.ENVIRONMENT, scope.environment());
    }

    /** The condition that a request gives what it makes the environment's mark. */
    public static Map<String, String> marking(Scope scope) {
        return Map.of("aws:RequestTag/" + Marks.ENVIRONMENT, scope.environment());
    }
}
