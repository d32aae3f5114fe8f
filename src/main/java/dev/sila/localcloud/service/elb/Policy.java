package dev.sila.localcloud.service.elb;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancing.model.AppCookieStickinessPolicy;
import software.amazon.awssdk.services.elasticloadbalancing.model.LBCookieStickinessPolicy;
import software.amazon.awssdk.services.elasticloadbalancing.model.Policies;
import software.amazon.awssdk.services.elasticloadbalancing.model.PolicyAttributeDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.PolicyDescription;

/**
 * A policy of a classic balancer.
 *
 * @param attributes by name; several values of one name are one after the other
 */
record Policy(String name, String type, List<Map.Entry<String, String>> attributes) {
    static final String APP_COOKIE = "AppCookieStickinessPolicyType";
    static final String LB_COOKIE = "LBCookieStickinessPolicyType";
    static final String NEGOTIATION = "SSLNegotiationPolicyType";
    static final String PROXY = "ProxyProtocolPolicyType";
    static final String PUBLIC_KEY = "PublicKeyPolicyType";
    static final String BACKEND_KEY = "BackendServerAuthenticationPolicyType";

    Policy {
        attributes = List.copyOf(attributes);
    }

    boolean sticky() {
        return type.equals(APP_COOKIE) || type.equals(LB_COOKIE);
    }

    boolean forBackends() {
        return type.equals(PROXY) || type.equals(BACKEND_KEY);
    }

    @Nullable String value(String attribute) {
        return attributes.stream()
                .filter(each -> each.getKey().equals(attribute))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** How long the balancer's cookie lives; absent for the browser's session. */
    @Nullable Duration expiration() {
        String period = value("CookieExpirationPeriod");
        return period == null || period.equals("0")
                ? null
                : Duration.ofSeconds(Long.parseLong(period));
    }

    PolicyDescription description() {
        return PolicyDescription.builder()
                .policyName(name)
                .policyTypeName(type)
                .policyAttributeDescriptions(
                        attributes.stream()
                                .map(each ->
                                        PolicyAttributeDescription.builder()
                                                .attributeName(each.getKey())
                                                .attributeValue(each.getValue())
                                                .build())
                                .toList())
                .build();
    }

    /** All policies of a balancer, by the three kinds that its description knows. */
    static Policies described(Collection<Policy> all) {
        return Policies.builder()
                .appCookieStickinessPolicies(
                        all.stream()
                                .filter(each -> each.type().equals(APP_COOKIE))
                                .map(Policy::appCookie)
                                .toList())
                .lbCookieStickinessPolicies(
                        all.stream()
                                .filter(each -> each.type().equals(LB_COOKIE))
                                .map(Policy::lbCookie)
                                .toList())
                .otherPolicies(
                        all.stream().filter(each -> !each.sticky()).map(Policy::name).toList())
                .build();
    }

    private AppCookieStickinessPolicy appCookie() {
        return AppCookieStickinessPolicy.builder()
                .policyName(name)
                .cookieName(value("CookieName"))
                .build();
    }

    private LBCookieStickinessPolicy lbCookie() {
        Duration expiration = expiration();
        return LBCookieStickinessPolicy.builder()
                .policyName(name)
                .cookieExpirationPeriod(expiration == null ? null : expiration.toSeconds())
                .build();
    }
}
