package dev.sila.aws.forecast;

/**
 * What policies call an action: the service's signing name and the operation, except for
 * CloudWatch. Source: <a
 * href="https://docs.aws.amazon.com/service-authorization/latest/reference/">Service Authorization
 * Reference</a>.
 */
final class PolicyNames {
    private PolicyNames() {}

    static String action(String service, String action) {
        return (service.equals("monitoring") ? "cloudwatch" : service) + ":" + action;
    }
}
