package dev.sila.localcloud.service.elb;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateAppCookieStickinessPolicyRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateAppCookieStickinessPolicyResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLbCookieStickinessPolicyRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLbCookieStickinessPolicyResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerPolicyRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerPolicyResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerPolicyRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerPolicyResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerPoliciesRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerPoliciesResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerPolicyTypesRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerPolicyTypesResponse;

/** Making, listing and deleting policies of classic balancers. */
public final class PolicyOperations {
    private static final int MOST = 100;

    private final Classic classic;

    PolicyOperations(Classic classic) {
        this.classic = classic;
    }

    public CreateAppCookieStickinessPolicyResponse createAppCookieStickinessPolicy(
            CreateAppCookieStickinessPolicyRequest request) {
        incomplete(request);
        create(
                request.loadBalancerName(),
                new Policy(
                        request.policyName(),
                        Policy.APP_COOKIE,
                        List.of(Map.entry("CookieName", request.cookieName()))));
        return CreateAppCookieStickinessPolicyResponse.builder().build();
    }

    public CreateLbCookieStickinessPolicyResponse createLBCookieStickinessPolicy(
            CreateLbCookieStickinessPolicyRequest request) {
        incomplete(request);
        Long period = request.cookieExpirationPeriod();
        create(
                request.loadBalancerName(),
                new Policy(
                        request.policyName(),
                        Policy.LB_COOKIE,
                        period == null
                                ? List.of()
                                : List.of(
                                        Map.entry(
                                                "CookieExpirationPeriod",
                                                String.valueOf(period)))));
        return CreateLbCookieStickinessPolicyResponse.builder().build();
    }

    public CreateLoadBalancerPolicyResponse createLoadBalancerPolicy(
            CreateLoadBalancerPolicyRequest request) {
        incomplete(request);
        List<Map.Entry<String, String>> attributes =
                request.policyAttributes().stream()
                        .map(each ->
                                Map.entry(
                                        String.valueOf(each.attributeName()),
                                        each.attributeValue() == null ? "" : each.attributeValue()))
                        .toList();
        Policy policy = new Policy(request.policyName(), request.policyTypeName(), attributes);
        create(request.loadBalancerName(), policy);
        return CreateLoadBalancerPolicyResponse.builder().build();
    }

    private void create(String balancerName, Policy policy) {
        BalancerEntry balancer = classic.balancer(balancerName);
        if (!policy.name().matches("[A-Za-z0-9-]{1,128}")) {
            throw invalid(
                    "Policy name '"
                            + policy.name()
                            + "' must have alphanumeric characters and"
                            + " dashes only");
        }
        PolicyTypes.check(policy.type(), policy.attributes());
        references(balancer, policy);
        if (balancer.policies.containsKey(policy.name())) {
            throw new AwsFailure(
                    "DuplicatePolicyName",
                    "A policy named '" + policy.name() + "' already exists on " + balancerName);
        }
        if (balancer.policies.size() >= MOST) {
            throw new AwsFailure(
                    "TooManyPolicies", "The quota for the number of policies has been reached");
        }
        balancer.policies.put(policy.name(), completed(policy));
    }

    private static void references(BalancerEntry balancer, Policy policy) {
        String reference = policy.value("Reference-Security-Policy");
        if (reference != null && PolicyTypes.predefined(reference).isEmpty()) {
            throw PolicyTypes.conflict(
                    "There is no predefined security policy named '" + reference + "'");
        }
        policy.attributes().stream()
                .filter(each -> each.getKey().equals("PublicKeyPolicyName"))
                .filter(each -> !balancer.policies.containsKey(each.getValue()))
                .findFirst()
                .ifPresent(each -> {
                    throw PolicyTypes.conflict(
                            "There is no policy named '" + each.getValue() + "'");
                });
    }

    /** A policy that refers to a predefined one has its protocols and ciphers. */
    private static Policy completed(Policy policy) {
        String reference = policy.value("Reference-Security-Policy");
        return reference == null
                ? policy
                : PolicyTypes.predefined(reference)
                        .map(each -> new Policy(policy.name(), policy.type(), each.attributes()))
                        .orElse(policy);
    }

    public DescribeLoadBalancerPoliciesResponse describeLoadBalancerPolicies(
            DescribeLoadBalancerPoliciesRequest request) {
        List<Policy> known =
                request.loadBalancerName() == null
                        ? PolicyTypes.predefined()
                        : List.copyOf(
                                classic.balancer(request.loadBalancerName()).policies.values());
        for (String name : request.policyNames()) {
            if (known.stream().noneMatch(each -> each.name().equals(name))) {
                throw notFound(name);
            }
        }
        return DescribeLoadBalancerPoliciesResponse.builder()
                .policyDescriptions(
                        known.stream()
                                .filter(each ->
                                        request.policyNames().isEmpty()
                                                || request.policyNames().contains(each.name()))
                                .map(Policy::description)
                                .toList())
                .build();
    }

    static AwsFailure notFound(String name) {
        return new AwsFailure("PolicyNotFound", "There is no policy with name " + name);
    }

    public DescribeLoadBalancerPolicyTypesResponse describeLoadBalancerPolicyTypes(
            DescribeLoadBalancerPolicyTypesRequest request) {
        return DescribeLoadBalancerPolicyTypesResponse.builder()
                .policyTypeDescriptions(PolicyTypes.described(request.policyTypeNames()))
                .build();
    }

    public DeleteLoadBalancerPolicyResponse deleteLoadBalancerPolicy(
            DeleteLoadBalancerPolicyRequest request) {
        incomplete(request);
        BalancerEntry balancer = classic.balancer(request.loadBalancerName());
        String name = request.policyName();
        boolean used =
                balancer.listeners.values().stream().anyMatch(each -> each.policies.contains(name))
                        || balancer.backends.values().stream().anyMatch(each -> each.contains(name))
                        || balancer.policies.values().stream()
                                .anyMatch(each ->
                                        each.attributes()
                                                .contains(Map.entry("PublicKeyPolicyName", name)));
        if (used) {
            throw PolicyTypes.conflict(
                    "You cannot delete policy '" + name + "' because it is in use");
        }
        balancer.policies.remove(name);
        return DeleteLoadBalancerPolicyResponse.builder().build();
    }
}
