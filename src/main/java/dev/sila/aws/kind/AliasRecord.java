package dev.sila.aws.kind;

import dev.sila.engine.Attr;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.World;
import dev.sila.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * An alias record of Route 53, of type A, that leads to a load balancer. Records carry no tags: one
 * is the environment's if it leads to a balancer of the environment's.
 *
 * @param name the DNS name and the hosted zone: {@link #name(String, String)}
 * @param hostedZone the hosted zone's identifier
 * @param dnsName in small letters, without a dot at the end
 * @param target a {@link LoadBalancer} or a {@link ClassicLoadBalancer}
 */
public record AliasRecord(
        String name, String hostedZone, String dnsName, Ref<? extends Spec> target)
        implements Spec {
    /** The spec's name. */
    public static String name(String dnsName, String hostedZone) {
        return dnsName + " in " + hostedZone;
    }

    /**
     * Finds, makes, turns and deletes alias records. Only the hosted zones that the environment's
     * balancers name in their tag {@code sila:hosted-zones} are read.
     */
    public static final class Handler implements Kind<AliasRecord> {
        private final AliasRecords records;

        public Handler(
                Route53Client route53,
                ElasticLoadBalancingV2Client balancing,
                ElasticLoadBalancingClient classic) {
            this.records = new AliasRecords(route53, balancing, classic);
        }

        @Override
        public Class<AliasRecord> type() {
            return AliasRecord.class;
        }

        /** An alias may outlive the balancer that it leads to. */
        @Override
        public Set<String> loose() {
            return Set.of("target");
        }

        @Override
        public Set<String> immutable() {
            return Set.of("hostedZone", "dnsName");
        }

        @Override
        public List<Found<AliasRecord>> find(Scope scope, World world) {
            Map<String, Found<?>> balancers = new HashMap<>();
            Set<String> zones = new TreeSet<>();
            Stream.concat(
                            world.found(LoadBalancer.class).stream()
                                    .peek(each ->
                                            zones.addAll(AliasRecords.zones(each.state().tags()))),
                            world.found(ClassicLoadBalancer.class).stream()
                                    .peek(each ->
                                            zones.addAll(AliasRecords.zones(each.state().tags()))))
                    .forEach(each ->
                            balancers.put(each.attrs().getOrDefault(Attr.DNS_NAME, ""), each));
            List<Found<AliasRecord>> found = new ArrayList<>();
            for (String zone : zones) {
                for (ResourceRecordSet each : records.aliases(zone, world)) {
                    String target = DnsNames.plain(each.aliasTarget().dnsName());
                    Found<?> balancer = balancers.get(target);
                    if (balancer != null) {
                        found.add(found(zone, each, target, balancer, world));
                    }
                }
            }
            return found;
        }

        private static Found<AliasRecord> found(
                String zone, ResourceRecordSet set, String target, Found<?> balancer, World world) {
            String dnsName = DnsNames.plain(set.name());
            AliasRecord state =
                    new AliasRecord(
                            AliasRecord.name(dnsName, zone),
                            zone,
                            dnsName,
                            world.ref(balancer.state().getClass(), balancer.id()));
            Map<Attr, String> attrs = new HashMap<>(Map.of(Attr.DNS_NAME, target));
            String part = balancer.part();
            if (part != null) {
                attrs.put(Attr.PART, part);
            }
            return new Found<>(state.name(), state, attrs);
        }

        @Override
        public List<Problem> obstacles(Scope scope, AliasRecord wanted, World world) {
            Set<String> own =
                    Stream.of(LoadBalancer.class, ClassicLoadBalancer.class)
                            .flatMap(each -> world.found(each).stream())
                            .map(each -> each.attrs().getOrDefault(Attr.DNS_NAME, ""))
                            .collect(Collectors.toSet());
            return records.obstacle(wanted, own, world).stream().toList();
        }

        @Override
        public String create(Scope scope, AliasRecord wanted, Ids ids) {
            records.make(wanted, ids);
            return wanted.name();
        }

        @Override
        public void update(Found<AliasRecord> found, AliasRecord wanted, Diff diff, Ids ids) {
            records.change(ChangeAction.UPSERT, wanted, records.target(wanted, ids));
        }

        /** One that leads elsewhere by now is not the environment's any more, and stays. */
        @Override
        public void delete(Found<AliasRecord> found) {
            records.delete(found.state(), found.attrs().getOrDefault(Attr.DNS_NAME, ""));
        }
    }
}
