package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.elbv2.Names.invalid;
import static dev.sila.localcloud.service.elbv2.TargetGroupRules.or;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.traffic.Destination;
import dev.sila.localcloud.traffic.Route;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Actions of listeners and rules: checked, completed, and turned into routes. */
final class Actions {
    private final Elb elb;

    Actions(Elb elb) {
        this.elb = elb;
    }

    /** The one action of a list as AWS stores it. */
    List<Action> complete(LoadBalancerEntry balancer, List<Action> actions) {
        if (actions.size() != 1) {
            throw actions.isEmpty()
                    ? invalid("At least one action must be specified")
                    : invalid("The local cloud has no authenticate actions yet: give one action");
        }
        Action action = actions.getFirst();
        return switch (action.type()) {
            case FORWARD -> List.of(forward(balancer, action));
            case FIXED_RESPONSE -> List.of(fixed(action));
            case REDIRECT -> List.of(redirect(action));
            default ->
                    throw invalid(
                            "The local cloud has no actions of type '"
                                    + action.typeAsString()
                                    + "' yet; use forward, fixed-response or redirect");
        };
    }

    private Action forward(LoadBalancerEntry balancer, Action action) {
        List<String> arns = Elb.groupsOf(action);
        if (arns.isEmpty()) {
            throw invalid("A target group ARN must be specified");
        }
        arns.forEach(arn -> usable(balancer, elb.group(arn)));
        ForwardActionConfig config = action.forwardConfig();
        if (config == null || config.targetGroups().isEmpty()) {
            config =
                    ForwardActionConfig.builder()
                            .targetGroups(
                                    TargetGroupTuple.builder()
                                            .targetGroupArn(arns.getFirst())
                                            .weight(1)
                                            .build())
                            .build();
        }
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .order(action.order())
                .targetGroupArn(arns.size() == 1 ? arns.getFirst() : null)
                .forwardConfig(config)
                .build();
    }

    private void usable(LoadBalancerEntry balancer, TargetGroupEntry group) {
        String protocol = group.model.protocolAsString();
        if (protocol.equals("TCP")) {
            throw new AwsFailure(
                    "InvalidConfigurationRequest",
                    "Listener protocol 'HTTP' is not supported with a target group with the"
                            + " protocol 'TCP'");
        }
        if (protocol.equals("HTTPS")) {
            throw new AwsFailure(
                    "UnsupportedProtocol",
                    "The balancers of the local cloud do not speak TLS to targets yet: use a target"
                            + " group with the protocol 'HTTP'");
        }
        if (!group.model.vpcId().equals(balancer.vpcId())) {
            throw new AwsFailure(
                    "InvalidConfigurationRequest",
                    "The following target groups are not in the VPC of the load balancer '"
                            + balancer.arn
                            + "': "
                            + group.arn);
        }
        if (elb.usersOf(group.arn).stream().anyMatch(user -> user != balancer)) {
            throw new AwsFailure(
                    "TargetGroupAssociationLimit",
                    "The following target groups cannot be associated with more than one load"
                            + " balancer: "
                            + group.arn);
        }
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
        return action;
    }

    private static Action redirect(Action action) {
        RedirectActionConfig given = action.redirectConfig();
        if (given == null || given.statusCode() == null) {
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
        boolean same =
                config.protocol().matches("#\\{protocol}|HTTP")
                        && config.host().equals("#{host}")
                        && config.port().equals("#{port}")
                        && config.path().equals("/#{path}");
        if (same) {
            throw new AwsFailure(
                    "InvalidLoadBalancerAction",
                    "The redirect configuration is not valid because it creates a loop");
        }
        return action.toBuilder().redirectConfig(config).build();
    }

    /** What a listener's living side does. */
    List<Route> routes(List<Rule> rules) {
        return rules.stream().map(this::route).toList();
    }

    private Route route(Rule rule) {
        return new Route(
                rule.conditions().stream().map(Actions::condition).toList(),
                destination(rule.actions().getFirst()));
    }

    private static Route.Condition condition(RuleCondition condition) {
        return Route.Condition.of(
                condition.field().equals("host-header"), Conditions.values(condition));
    }

    Destination destination(Action action) {
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
            default ->
                    new Destination.Forward(
                            action.forwardConfig().targetGroups().stream()
                                    .map(this::weighted)
                                    .toList());
        };
    }

    private Destination.Weighted weighted(TargetGroupTuple tuple) {
        return new Destination.Weighted(
                elb.group(tuple.targetGroupArn()).pool, or(tuple.weight(), 1));
    }
}
