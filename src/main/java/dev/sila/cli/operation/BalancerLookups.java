package dev.sila.cli.operation;

import dev.sila.aws.Certificates;
import dev.sila.aws.HostedZones;
import dev.sila.aws.kind.Vpc;
import dev.sila.blueprint.BalancerFacts;
import dev.sila.engine.Found;
import dev.sila.engine.Observation;
import dev.sila.model.Balancer;
import dev.sila.model.Hostclass;
import dev.sila.model.HostedZone;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Looks up what the load balancers of hostclasses need to know: certificates, hosted zones. */
final class BalancerLookups {
    private final Cloud cloud;

    BalancerLookups(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * What these hostclasses' balancers need; nothing is asked that none of them needs.
     *
     * @throws ProblemException with every balancer whose certificate nobody has
     */
    BalancerFacts of(Collection<Hostclass> hostclasses, Observation world) {
        List<Balancer> balancers =
                hostclasses.stream().map(Hostclass::balancer).filter(Objects::nonNull).toList();
        Map<String, String> certificates = certificates(balancers);
        checkCertificates(hostclasses, certificates);
        List<HostedZone> zones = zones(balancers, world);
        balancers.forEach(each -> noteStrayNames(each, zones, world));
        return new BalancerFacts(certificates, zones);
    }

    private static void noteStrayNames(
            Balancer balancer, List<HostedZone> zones, Observation world) {
        balancer.dnsNames().stream()
                .filter(name -> HostedZone.of(name, zones).isEmpty())
                .forEach(name ->
                        world.note(
                                "No record is made for "
                                        + name
                                        + ": no hosted zone of the account holds it."));
    }

    private static void checkCertificates(
            Collection<Hostclass> hostclasses, Map<String, String> found) {
        Problems problems = new Problems();
        for (Hostclass each : hostclasses) {
            String wanted = each.balancer() == null ? null : each.balancer().certificate();
            if (wanted != null && !wanted.startsWith("arn:") && !found.containsKey(wanted)) {
                problems.error(
                        each.where(),
                        "the load balancer of "
                                + each.name()
                                + " needs a certificate for "
                                + wanted
                                + ", and neither Certificate Manager in this region has an issued"
                                + " one nor IAM a server certificate of that name.",
                        "Request one with: aws acm request-certificate --domain-name "
                                + wanted
                                + " --validation-method DNS, or write another certificate's name or ARN"
                                + " into elb_cert_name.");
            }
        }
        problems.throwIfErrors();
    }

    private Map<String, String> certificates(List<Balancer> balancers) {
        Map<String, Boolean> names = new HashMap<>();
        for (Balancer each : balancers) {
            String name = each.certificate();
            if (name != null && !name.startsWith("arn:")) {
                names.merge(name, each.type() == Balancer.Type.CLASSIC, Boolean::logicalOr);
            }
        }
        return names.isEmpty()
                ? Map.of()
                : new Certificates(cloud.clients().acm(), cloud.clients().iam())
                        .find(names, cloud.clock().instant());
    }

    private List<HostedZone> zones(List<Balancer> balancers, Observation world) {
        if (balancers.stream().allMatch(each -> each.dnsNames().isEmpty())) {
            return List.of();
        }
        String vpc = world.found(Vpc.class).stream().findFirst().map(Found::id).orElse(null);
        return new HostedZones(cloud.clients().route53(), cloud.clients().region())
                .seenBy(vpc).stream()
                        .map(each -> new HostedZone(each.id(), each.name(), each.hidden()))
                        .toList();
    }
}
