package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;
import static dev.sila.localcloud.service.balancing.Refused.notYet;
import static dev.sila.localcloud.service.elbv2.TargetGroupRules.or;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.traffic.Destination;
import dev.sila.localcloud.traffic.Route;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupStickinessConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Actions of listeners and rules: checked, completed, and turned into routes. */
final class Actions {
    private static final Set<String> CONTENT_TYPES =
            Set.of(
                    "text/plain",
                    "text/css",
                    "text/html",
                    "application/javascript",
                    "application/json");

    private final Elb elb;
    private final Forwards forwards;

    Actions(Elb elb) {
        this.elb = elb;
        this.forwards = new Forwards(elb);
    }

    /** The one action of a list as AWS stores it. */
    List<Action> complete(LoadBalancerEntry balancer, Listener listener, List<Action> actions) {
        actions.forEach(each -> incomplete(each));
        for (Action action : actions) {
            notYet(
                    action.typeAsString().matches("authenticate-.*|jwt-.*"),
                    "actions of the type '" + action.typeAsString() + "'");
        }
        if (actions.isEmpty()) {
            throw invalid("At least one action must be specified");
        }
        if (actions.size() > 1) {
            throw new AwsFailure(
                    "TooManyActions",
                    "Exactly one forward, redirect or fixed-response action can be specified");
        }
        Action action = actions.getFirst();
        if (action.order() != null && (action.order() < 1 || action.order() > 50_000)) {
            throw invalid("Action order must be in the range 1-50000");
        }
        if (balancer.network() && action.type() != ActionTypeEnum.FORWARD) {
            throw new AwsFailure(
                    "InvalidLoadBalancerAction",
                    "The action type '"
                            + action.typeAsString()
                            + "' is not valid with network load balancer");
        }
        return switch (action.type()) {
            case FORWARD -> List.of(forwards.complete(balancer, listener, action));
            case FIXED_RESPONSE -> List.of(fixed(action));
            case REDIRECT -> List.of(redirect(listener, action));
            default ->
                    throw invalid(
                            "Action type '"
                                    + action.typeAsString()
                                    + "' must be one of 'forward, redirect, fixed-response'");
        };
    }

    private static Action fixed(Action action) {
        FixedResponseActionConfig config = action.fixedResponseConfig();
        if (config == null
                || config.statusCode() == null
                || !config.statusCode().matches("[245][0-9]{2}")) {
            throw invalid("A fixed response needs a status code 2XX, 4XX or 5XX");
        }
        if (config.messageBody() != null && config.messageBody().length() > 1024) {
            throw invalid("The message body of a fixed response has at most 1024 characters");
        }
        if (config.contentType() != null && !CONTENT_TYPES.contains(config.contentType())) {
            throw invalid(
                    "Content type '"
                            + config.contentType()
                            + "' must be one of '"
                            + String.join(", ", CONTENT_TYPES.stream().sorted().toList())
                            + "'");
        }
        return action;
    }

    private static Action redirect(Listener listener, Action action) {
        RedirectActionConfig given = action.redirectConfig();
        if (given == null
                || given.statusCode() == null
                || given.statusCode() == RedirectActionStatusCodeEnum.UNKNOWN_TO_SDK_VERSION) {
            throw invalid("A redirect needs a status code: HTTP_301 or HTTP_302");
        }
        RedirectActionConfig config =
                given.toBuilder()
                        .protocol(or(given.protocol(), "#{protocol}"))
                        .host(or(given.host(), "#{host}"))
                        .port(or(given.port(), "#{port}"))
                        .path(or(given.path(), "/#{path}"))
                        .query(or(given.query(), "#{query}"))
                        .build();
        parts(listener, config);
        boolean sameProtocol =
                config.protocol().equals("#{protocol}")
                        || config.protocol().equals(listener.protocolAsString());
        boolean samePort =
                config.port().equals("#{port}")
                        || config.port().equals(String.valueOf(listener.port()));
        if (sameProtocol
                && samePort
                && config.host().equals("#{host}")
                && config.path().equals("/#{path}")) {
            throw new AwsFailure(
                    "InvalidLoadBalancerAction",
                    "The redirect configuration is not valid because it creates a loop");
        }
        return action.toBuilder().redirectConfig(config).build();
    }

    private static void parts(Listener listener, RedirectActionConfig config) {
        if (!config.protocol().matches("HTTPS?|#\\{protocol}")) {
            throw invalid("Redirect protocol must be HTTP, HTTPS or #{protocol}");
        }
        if (config.protocol().equals("HTTP") && "HTTPS".equals(listener.protocolAsString())) {
            throw new AwsFailure(
                    "InvalidLoadBalancerAction", "HTTPS requests cannot be redirected to HTTP");
        }
        boolean port = config.port().matches("[0-9]{1,5}") && portNumber(config.port());
        if (!port && !config.port().equals("#{port}")) {
            throw invalid("Redirect port must be 1-65535 or #{port}");
        }
        if (!config.path().startsWith("/")
                || config.path().length() > 128
                || config.query().length() > 128
                || config.host().isEmpty()
                || config.host().length() > 128) {
            throw invalid(
                    "Redirect host, path and query have at most 128 characters, and the path"
                            + " begins with '/'");
        }
    }

    private static boolean portNumber(String text) {
        int port = Integer.parseInt(text);
        return port >= 1 && port <= 65_535;
    }

    /** What a listener's living side does. */
    List<Route> routes(List<Rule> rules) {
        return rules.stream().map(this::route).toList();
    }

    private Route route(Rule rule) {
        return new Route(
                rule.conditions().stream().map(Conditions::living).toList(),
                destination(rule.actions().getFirst()));
    }

    private Destination destination(Action action) {
        return switch (action.type()) {
            case FIXED_RESPONSE -> {
                FixedResponseActionConfig config = action.fixedResponseConfig();
                yield new Destination.Fixed(
                        Integer.parseInt(config.statusCode()),
                        or(config.contentType(), "text/plain"),
                        or(config.messageBody(), ""));
            }
            case REDIRECT -> {
                RedirectActionConfig config = action.redirectConfig();
                boolean permanent = config.statusCode() == RedirectActionStatusCodeEnum.HTTP_301;
                yield new Destination.Redirect(
                        permanent ? 301 : 302,
                        config.protocol(),
                        config.host(),
                        config.port(),
                        config.path(),
                        config.query());
            }
            default -> forward(action.forwardConfig());
        };
    }

    private Destination forward(ForwardActionConfig config) {
        TargetGroupStickinessConfig together = config.targetGroupStickinessConfig();
        boolean sticky = together != null && Boolean.TRUE.equals(together.enabled());
        return new Destination.Forward(
                config.targetGroups().stream().map(this::weighted).toList(),
                sticky && together.durationSeconds() != null
                        ? Duration.ofSeconds(together.durationSeconds())
                        : null);
    }

    private Destination.Weighted weighted(TargetGroupTuple tuple) {
        TargetGroupEntry group = elb.group(tuple.targetGroupArn());
        return new Destination.Weighted(
                group.arn, group.pool, or(tuple.weight(), 1), group.upstream());
    }
}
