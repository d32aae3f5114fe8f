package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.engine.Ids;
import dev.sila.engine.Marks;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.AliasTarget;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeBatch;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Calls about alias records that lead to load balancers. */
final class AliasRecords {
    private final Route53Client route53;
    private final ElasticLoadBalancingV2Client balancing;
    private final ElasticLoadBalancingClient classic;

    AliasRecords(
            Route53Client route53,
            ElasticLoadBalancingV2Client balancing,
            ElasticLoadBalancingClient classic) {
        this.route53 = route53;
        this.balancing = balancing;
        this.classic = classic;
    }

    /** The hosted zones that a balancer's tags name. */
    static List<String> zones(Tags tags) {
        return Stream.of(tags.values().getOrDefault(Marks.HOSTED_ZONES, "").split(" ", -1))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** What a zone has of types A and CNAME. */
    private record Content(List<ResourceRecordSet> sets) {}

    /** What a zone has of types A and CNAME, read once for a look; nothing if it is gone. */
    private List<ResourceRecordSet> sets(String zone, World world) {
        return world.once("records of " + zone, Content.class, () -> content(zone)).sets();
    }

    private Content content(String zone) {
        ListResourceRecordSetsRequest request =
                ListResourceRecordSetsRequest.builder().hostedZoneId(zone).build();
        return AwsErrors.orIfGone(
                new Content(List.of()),
                () ->
                        new Content(
                                route53
                                        .listResourceRecordSetsPaginator(request)
                                        .resourceRecordSets()
                                        .stream()
                                        .filter(each ->
                                                each.type() == RRType.A
                                                        || each.type() == RRType.CNAME)
                                        .toList()));
    }

    /** The alias records of type A in a zone; none if it is gone. */
    List<ResourceRecordSet> aliases(String zone, World world) {
        return sets(zone, world).stream().filter(AliasRecords::isAlias).toList();
    }

    /**
     * A record of that name which would surely not give way: one that is no alias, or leads to
     * somebody else's balancer. Whether another alias is forsaken shows when it is made.
     *
     * @param own the DNS names of the environment's balancers
     */
    Optional<Problem> obstacle(AliasRecord wanted, Set<String> own, World world) {
        return sets(wanted.hostedZone(), world).stream()
                .filter(each -> DnsNames.plain(each.name()).equals(wanted.dnsName()))
                .filter(each -> !isAlias(each) || others(each, own))
                .findFirst()
                .map(each -> taken(wanted, each));
    }

    private boolean others(ResourceRecordSet alias, Set<String> own) {
        String name = DnsNames.plain(alias.aliasTarget().dnsName());
        return !own.contains(name) && dnsNames().anyMatch(name::equals);
    }

    /** The DNS names of all balancers of the region. */
    private Stream<String> dnsNames() {
        return Stream.concat(
                        balancing.describeLoadBalancersPaginator().loadBalancers().stream()
                                .map(each -> each.dnsName()),
                        classic.describeLoadBalancersPaginator().loadBalancerDescriptions().stream()
                                .map(each -> each.dnsName()))
                .map(DnsNames::plain);
    }

    /** Those of a routing policy have an identifier, and are none that Sila makes. */
    private static boolean isAlias(ResourceRecordSet set) {
        return set.type() == RRType.A && set.aliasTarget() != null && set.setIdentifier() == null;
    }

    /** Where the record shall lead. */
    AliasTarget target(AliasRecord wanted, Ids ids) {
        String id = ids.of(wanted.target());
        AliasTarget.Builder target = AliasTarget.builder().evaluateTargetHealth(false);
        if (wanted.target().type() == ClassicLoadBalancer.class) {
            var balancer =
                    classic.describeLoadBalancers(request -> request.loadBalancerNames(id))
                            .loadBalancerDescriptions()
                            .getFirst();
            return target.dnsName(balancer.dnsName())
                    .hostedZoneId(balancer.canonicalHostedZoneNameID())
                    .build();
        }
        var balancer =
                balancing
                        .describeLoadBalancers(request -> request.loadBalancerArns(id))
                        .loadBalancers()
                        .getFirst();
        return target.dnsName(balancer.dnsName())
                .hostedZoneId(balancer.canonicalHostedZoneId())
                .build();
    }

    /**
     * Makes the record. In place of one that leads to a balancer which is gone it is put; one that
     * leads there already, as after a lost reply, is it; any other stays.
     */
    void make(AliasRecord wanted, Ids ids) {
        AliasTarget target = target(wanted, ids);
        try {
            change(ChangeAction.CREATE, wanted, target);
        } catch (InvalidChangeBatchException e) {
            Optional<ResourceRecordSet> there = read(wanted);
            if (there.isEmpty()) {
                throw e;
            }
            if (leads(there.get(), target)) {
                return;
            }
            if (!forsaken(there.get(), target)) {
                throw new ProblemException(taken(wanted, there.get()));
            }
            change(ChangeAction.UPSERT, wanted, target);
        }
    }

    private static boolean leads(ResourceRecordSet there, AliasTarget target) {
        return isAlias(there)
                && DnsNames.plain(there.aliasTarget().dnsName())
                        .equals(DnsNames.plain(target.dnsName()));
    }

    /** Whether a record led to a balancer of this region that nobody has any more. */
    private boolean forsaken(ResourceRecordSet there, AliasTarget wanted) {
        if (!isAlias(there) || !there.aliasTarget().hostedZoneId().equals(wanted.hostedZoneId())) {
            return false;
        }
        String name = DnsNames.plain(there.aliasTarget().dnsName());
        return dnsNames().noneMatch(name::equals);
    }

    private static Problem taken(AliasRecord wanted, ResourceRecordSet there) {
        String values =
                there.aliasTarget() == null
                        ? there.resourceRecords().stream()
                                .map(each -> each.value())
                                .toList()
                                .toString()
                        : there.aliasTarget().dnsName();
        return Problem.error(
                "record " + wanted.name(),
                "exists already, of type "
                        + there.typeAsString()
                        + ", and leads to "
                        + values
                        + ", which is no load balancer of this environment.",
                "If it is another environment's, give one of the two another name, such as by"
                        + " elb_dns_alias@ENV. If nobody needs it, delete it with: sila dns"
                        + " delete "
                        + wanted.hostedZone()
                        + " "
                        + wanted.dnsName()
                        + " "
                        + there.typeAsString());
    }

    /** The record of that name, of type A if there is one, else of the type that is in its way. */
    private Optional<ResourceRecordSet> read(AliasRecord record) {
        List<ResourceRecordSet> named =
                route53
                        .listResourceRecordSets(
                                ListResourceRecordSetsRequest.builder()
                                        .hostedZoneId(record.hostedZone())
                                        .startRecordName(record.dnsName())
                                        .build())
                        .resourceRecordSets()
                        .stream()
                        .filter(each -> DnsNames.plain(each.name()).equals(record.dnsName()))
                        .toList();
        return named.stream()
                .filter(each -> each.type() == RRType.A)
                .findFirst()
                .or(() -> named.stream().filter(each -> each.type() == RRType.CNAME).findFirst());
    }

    void change(ChangeAction action, AliasRecord record, AliasTarget target) {
        ResourceRecordSet set =
                ResourceRecordSet.builder()
                        .name(record.dnsName())
                        .type(RRType.A)
                        .aliasTarget(target)
                        .build();
        change(record.hostedZone(), action, set);
    }

    private void change(String zone, ChangeAction action, ResourceRecordSet set) {
        Change change = Change.builder().action(action).resourceRecordSet(set).build();
        route53.changeResourceRecordSets(
                ChangeResourceRecordSetsRequest.builder()
                        .hostedZoneId(zone)
                        .changeBatch(ChangeBatch.builder().changes(change).build())
                        .build());
    }

    /** Deletes the record if it still leads there. */
    void delete(AliasRecord record, String target) {
        AwsErrors.unlessGone(() ->
                read(record)
                        .filter(AliasRecords::isAlias)
                        .filter(each -> DnsNames.plain(each.aliasTarget().dnsName()).equals(target))
                        .ifPresent(each -> change(record.hostedZone(), ChangeAction.DELETE, each)));
    }
}
