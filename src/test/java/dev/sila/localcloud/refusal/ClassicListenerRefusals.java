package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.ClassicBalancerRefusals.API;
import static dev.sila.localcloud.refusal.ClassicBalancerRefusals.CERTIFICATE;
import static dev.sila.localcloud.refusal.ClassicBalancerRefusals.CONFLICT;
import static dev.sila.localcloud.refusal.ClassicBalancerRefusals.added;
import static dev.sila.localcloud.refusal.ClassicBalancerRefusals.check;
import static dev.sila.localcloud.refusal.ClassicBalancerRefusals.cookie;
import static dev.sila.localcloud.refusal.ClassicBalancerRefusals.listener;
import static dev.sila.localcloud.refusal.ClassicBalancerRefusals.rule;
import static dev.sila.localcloud.refusal.ClassicBalancerRefusals.use;

import java.util.ArrayList;
import java.util.List;

/** What Elastic Load Balancing refuses of listeners, health checks and policies. */
final class ClassicListenerRefusals implements Corpus {
    @Override
    public String service() {
        return "Elastic Load Balancing";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(firstListeners());
        all.addAll(secondListeners());
        all.addAll(checks());
        all.addAll(firstPolicies());
        all.addAll(secondPolicies());
        all.addAll(thirdPolicies());
        all.addAll(fourthPolicies());
        return all;
    }

    private static List<Refusal> firstListeners() {
        return List.of(
                added("A protocol is known", "UnsupportedProtocol", listener("SPDY", 80, 80)),
                added("A balancer's port is a port", "ValidationError", listener("HTTP", 0, 80)),
                added(
                        "An instance's port is a port",
                        "ValidationError",
                        listener("HTTP", 80, 65_536)),
                added("A port is used once", "DuplicateListener", listener("TCP", 8088, 8080)),
                added(
                        "A secure listener needs a certificate",
                        "ValidationError",
                        listener("HTTPS", 443, 80)),
                added(
                        "A certificate exists",
                        "CertificateNotFound",
                        listener("HTTPS", 443, 80).toBuilder()
                                .sslCertificateId(CERTIFICATE)
                                .build()),
                added(
                        "A plain listener has no certificate",
                        "ValidationError",
                        listener("HTTP", 80, 80).toBuilder().sslCertificateId(CERTIFICATE).build()),
                added(
                        "Both protocols are of one layer",
                        CONFLICT,
                        listener("HTTP", 80, 80).toBuilder().instanceProtocol("TCP").build()),
                added(
                        "A port of instances is secure for all or none",
                        CONFLICT,
                        listener("TCP", 81, 8080).toBuilder().instanceProtocol("SSL").build()));
    }

    private static List<Refusal> secondListeners() {
        return List.of(
                rule(
                        "The certificate of a plain listener is not set",
                        API + "SetLoadBalancerListenerSSLCertificate.html",
                        CONFLICT,
                        g ->
                                g.classic()
                                        .setLoadBalancerListenerSSLCertificate(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .loadBalancerPort(8088)
                                                        .sslCertificateId(CERTIFICATE))),
                rule(
                        "A listener whose certificate is set is there",
                        API + "SetLoadBalancerListenerSSLCertificate.html",
                        "ListenerNotFound",
                        g ->
                                g.classic()
                                        .setLoadBalancerListenerSSLCertificate(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .loadBalancerPort(1)
                                                        .sslCertificateId(CERTIFICATE))));
    }

    private static List<Refusal> checks() {
        return List.of(
                check("A check has a target", c -> c.target(null)),
                check("A check by HTTP has a path", c -> c.target("HTTP:80")),
                check("A check by TCP has no path", c -> c.target("TCP:80/a")),
                check("A check has a known protocol", c -> c.target("UDP:80")),
                check("A check's port is a port", c -> c.target("TCP:65536")),
                check(
                        "A check's target has at most 1024 characters",
                        c -> c.target("HTTP:80/" + "a".repeat(1017))),
                check("A check's interval is at least 5", c -> c.interval(4)),
                check(
                        "A check's timeout is less than its interval",
                        c -> c.interval(10).timeout(10)),
                check("A threshold is at least 2", c -> c.healthyThreshold(1)),
                check("A threshold is at most 10", c -> c.unhealthyThreshold(11)));
    }

    private static List<Refusal> firstPolicies() {
        return List.of(
                rule(
                        "A policy's name is free",
                        API + "CreateLBCookieStickinessPolicy.html",
                        "DuplicatePolicyName",
                        g -> {
                            g.classic("web");
                            cookie(g, "a");
                            cookie(g, "a");
                        }),
                rule(
                        "A policy's name has no space",
                        API + "CreateLBCookieStickinessPolicy.html",
                        "ValidationError",
                        g -> {
                            g.classic("web");
                            cookie(g, "a b");
                        }),
                rule(
                        "A policy's type is known",
                        API + "CreateLoadBalancerPolicy.html",
                        "PolicyTypeNotFound",
                        g ->
                                g.classic()
                                        .createLoadBalancerPolicy(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .policyName("a")
                                                        .policyTypeName("No"))));
    }

    private static List<Refusal> secondPolicies() {
        return List.of(
                rule(
                        "A policy's attribute is of its type",
                        API + "CreateLoadBalancerPolicy.html",
                        CONFLICT,
                        g ->
                                g.classic()
                                        .createLoadBalancerPolicy(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .policyName("a")
                                                        .policyTypeName("ProxyProtocolPolicyType")
                                                        .policyAttributes(a ->
                                                                a.attributeName("No")
                                                                        .attributeValue("1")))),
                rule(
                        "A policy's attribute takes its values",
                        API + "CreateLoadBalancerPolicy.html",
                        CONFLICT,
                        g ->
                                g.classic()
                                        .createLoadBalancerPolicy(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .policyName("a")
                                                        .policyTypeName("ProxyProtocolPolicyType")
                                                        .policyAttributes(a ->
                                                                a.attributeName("ProxyProtocol")
                                                                        .attributeValue("1")))));
    }

    private static List<Refusal> thirdPolicies() {
        return List.of(
                rule(
                        "A policy that is used exists",
                        API + "SetLoadBalancerPoliciesOfListener.html",
                        "PolicyNotFound",
                        g -> {
                            g.classic("web");
                            use(g, 8088, "no");
                        }),
                rule(
                        "A policy in use is not deleted",
                        API + "DeleteLoadBalancerPolicy.html",
                        CONFLICT,
                        g -> {
                            g.classic("web");
                            cookie(g, "a");
                            use(g, 8088, "a");
                            g.classic()
                                    .deleteLoadBalancerPolicy(
                                            r -> r.loadBalancerName("web").policyName("a"));
                        }),
                rule(
                        "TCP is not sticky by cookie",
                        API + "SetLoadBalancerPoliciesOfListener.html",
                        CONFLICT,
                        g -> {
                            g.classic("web");
                            g.classic()
                                    .createLoadBalancerListeners(r ->
                                            r.loadBalancerName("web")
                                                    .listeners(listener("TCP", 81, 81)));
                            cookie(g, "a");
                            use(g, 81, "a");
                        }));
    }

    private static List<Refusal> fourthPolicies() {
        return List.of(
                rule(
                        "A plain listener has no TLS policy",
                        API + "SetLoadBalancerPoliciesOfListener.html",
                        CONFLICT,
                        g -> {
                            g.classic("web");
                            use(g, 8088, "ELBSecurityPolicy-2016-08");
                        }),
                rule(
                        "A port of instances that gets a policy is used",
                        API + "SetLoadBalancerPoliciesForBackendServer.html",
                        CONFLICT,
                        g ->
                                g.classic()
                                        .setLoadBalancerPoliciesForBackendServer(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .instancePort(1)
                                                        .policyNames("a"))));
    }
}
