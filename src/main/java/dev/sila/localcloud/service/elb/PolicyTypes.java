package dev.sila.localcloud.service.elb;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.balancing.SecurityPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancing.model.PolicyAttributeTypeDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.PolicyTypeDescription;

/** The types of policies and the policies that AWS made (API reference, PolicyTypeDescription). */
final class PolicyTypes {
    private static final String ONE = "ONE";
    private static final String ZERO_OR_ONE = "ZERO_OR_ONE";

    /** What a policy may hold by name. */
    private record Attribute(String name, String type, String standard, String cardinality) {
        PolicyAttributeTypeDescription described() {
            return PolicyAttributeTypeDescription.builder()
                    .attributeName(name)
                    .attributeType(type)
                    .defaultValue(standard.isEmpty() ? null : standard)
                    .cardinality(cardinality)
                    .build();
        }

        boolean takes(String value) {
            return switch (type) {
                case "Boolean" -> value.matches("true|false");
                case "Long" -> value.matches("[0-9]{1,10}");
                default -> !value.isEmpty() && value.length() <= 4096;
            };
        }
    }

    private record Type(String name, String description, List<Attribute> attributes) {}

    private static final List<Type> ALL =
            List.of(
                    new Type(
                            Policy.NEGOTIATION,
                            "Listener policy that defines the ciphers and protocols that will be"
                                    + " accepted by the load balancer. This policy can be"
                                    + " associated only with HTTPS/SSL listeners.",
                            negotiation()),
                    new Type(
                            Policy.BACKEND_KEY,
                            "Policy that controls authentication to back-end server(s) and"
                                    + " contains one or more policies, such as an instance of a"
                                    + " PublicKeyPolicyType. This policy can be associated only"
                                    + " with back-end servers that are using HTTPS/SSL.",
                            List.of(
                                    new Attribute(
                                            "PublicKeyPolicyName",
                                            "PolicyName",
                                            "",
                                            "ONE_OR_MORE"))),
                    new Type(
                            Policy.PUBLIC_KEY,
                            "Policy containing a list of public keys to accept when"
                                    + " authenticating the back-end server(s). This policy cannot"
                                    + " be applied directly to back-end servers or listeners but"
                                    + " must be part of a BackendServerAuthenticationPolicyType.",
                            List.of(new Attribute("PublicKey", "String", "", ONE))),
                    new Type(
                            Policy.APP_COOKIE,
                            "Stickiness policy with session lifetimes controlled by the lifetime"
                                    + " of the application-generated cookie. This policy can be"
                                    + " associated only with HTTP/HTTPS listeners.",
                            List.of(new Attribute("CookieName", "String", "", ONE))),
                    new Type(
                            Policy.LB_COOKIE,
                            "Stickiness policy with session lifetimes controlled by the browser"
                                    + " (user-agent) or a specified expiration period. This"
                                    + " policy can be associated only with HTTP/HTTPS listeners.",
                            List.of(
                                    new Attribute(
                                            "CookieExpirationPeriod", "Long", "", ZERO_OR_ONE))),
                    new Type(
                            Policy.PROXY,
                            "Policy that controls whether to include the IP address and port of"
                                    + " the originating request for TCP messages. This policy"
                                    + " operates on TCP/SSL listeners only.",
                            List.of(new Attribute("ProxyProtocol", "Boolean", "", ONE))));

    private PolicyTypes() {}

    private static List<Attribute> negotiation() {
        List<Attribute> all = new ArrayList<>();
        all.add(new Attribute("Reference-Security-Policy", "String", "", ZERO_OR_ONE));
        Stream.of("Protocol-SSLv2", "Protocol-SSLv3", "Protocol-TLSv1", "Protocol-TLSv1.1")
                .forEach(name -> all.add(new Attribute(name, "Boolean", "false", ZERO_OR_ONE)));
        all.add(new Attribute("Protocol-TLSv1.2", "Boolean", "false", ZERO_OR_ONE));
        all.add(new Attribute("Server-Defined-Cipher-Order", "Boolean", "false", ZERO_OR_ONE));
        SecurityPolicies.classic().stream()
                .flatMap(each -> each.ciphers().stream())
                .distinct()
                .forEach(name -> all.add(new Attribute(name, "Boolean", "false", ZERO_OR_ONE)));
        return all;
    }

    static List<PolicyTypeDescription> described(List<String> names) {
        names.forEach(PolicyTypes::type);
        return ALL.stream()
                .filter(each -> names.isEmpty() || names.contains(each.name()))
                .map(each ->
                        PolicyTypeDescription.builder()
                                .policyTypeName(each.name())
                                .description(each.description())
                                .policyAttributeTypeDescriptions(
                                        each.attributes().stream()
                                                .map(Attribute::described)
                                                .toList())
                                .build())
                .toList();
    }

    private static Type type(String name) {
        return ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new AwsFailure(
                                "PolicyTypeNotFound", "Policy type '" + name + "' not found"));
    }

    /** Refuses a type that does not exist, and attributes that it does not have or take. */
    static void check(String name, List<Map.Entry<String, String>> given) {
        Type type = type(name);
        for (Map.Entry<String, String> each : given) {
            Attribute attribute =
                    type.attributes().stream()
                            .filter(known -> known.name().equals(each.getKey()))
                            .findFirst()
                            .orElseThrow(() ->
                                    conflict(
                                            "Policy attribute '%s' is not valid for policy type %s"
                                                    .formatted(each.getKey(), name)));
            if (!attribute.takes(each.getValue())) {
                throw conflict(
                        "Policy attribute '%s' does not take the value '%s'"
                                .formatted(each.getKey(), each.getValue()));
            }
        }
        for (Attribute attribute : type.attributes()) {
            long count =
                    given.stream().filter(each -> each.getKey().equals(attribute.name())).count();
            boolean missing = count == 0 && attribute.cardinality().startsWith(ONE);
            if (missing || (count > 1 && !attribute.cardinality().endsWith("MORE"))) {
                throw conflict(
                        "Policy attribute '%s' has the cardinality %s"
                                .formatted(attribute.name(), attribute.cardinality()));
            }
        }
    }

    static AwsFailure conflict(String message) {
        return new AwsFailure("InvalidConfigurationRequest", message, 409);
    }

    /** A policy of a predefined name. */
    static Optional<Policy> predefined(String name) {
        return predefined().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    static List<Policy> predefined() {
        return SecurityPolicies.classic().stream().map(PolicyTypes::policy).toList();
    }

    private static Policy policy(SecurityPolicies.Policy source) {
        List<Map.Entry<String, String>> attributes = new ArrayList<>();
        attributes.add(Map.entry("Reference-Security-Policy", source.name()));
        source.protocols().forEach(each -> attributes.add(Map.entry("Protocol-" + each, "true")));
        attributes.add(Map.entry("Server-Defined-Cipher-Order", "true"));
        source.ciphers().forEach(each -> attributes.add(Map.entry(each, "true")));
        return new Policy(source.name(), Policy.NEGOTIATION, attributes);
    }
}
