package dev.sila.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByVpcRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByVpcResponse;

/** The hosted zones of an account. */
public final class HostedZones {
    private final Route53Client route53;
    private final String region;

    /**
     * @param region of the VPCs that are asked for
     */
    public HostedZones(Route53Client route53, String region) {
        this.route53 = route53;
        this.region = region;
    }

    /**
     * A hosted zone.
     *
     * @param id without {@code /hostedzone/}
     * @param name in small letters, without a dot at the end
     * @param hidden whether only VPCs that it is associated with see it
     */
    public record Zone(String id, String name, boolean hidden, long records, String comment) {}

    /** All of the account. */
    public List<Zone> all() {
        return route53.listHostedZonesPaginator().hostedZones().stream()
                .map(each ->
                        new Zone(
                                bare(each.id()),
                                plain(each.name()),
                                each.config() != null && each.config().privateZone(),
                                each.resourceRecordSetCount() == null
                                        ? 0
                                        : each.resourceRecordSetCount(),
                                each.config() == null || each.config().comment() == null
                                        ? ""
                                        : each.config().comment()))
                .toList();
    }

    /** The public ones, and the private ones that the VPC sees; no VPC sees none. */
    public List<Zone> seenBy(@Nullable String vpc) {
        Set<String> hidden = vpc == null ? Set.of() : hiddenOf(vpc);
        return all().stream().filter(each -> !each.hidden() || hidden.contains(each.id())).toList();
    }

    private Set<String> hiddenOf(String vpc) {
        List<String> ids = new ArrayList<>();
        String next = null;
        do {
            ListHostedZonesByVpcResponse page =
                    route53.listHostedZonesByVPC(
                            ListHostedZonesByVpcRequest.builder()
                                    .vpcId(vpc)
                                    .vpcRegion(region)
                                    .nextToken(next)
                                    .build());
            page.hostedZoneSummaries().forEach(each -> ids.add(bare(each.hostedZoneId())));
            next = page.nextToken();
        } while (next != null);
        return ids.stream().collect(Collectors.toSet());
    }

    private static String bare(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private static String plain(String name) {
        return name.replaceFirst("\\.$", "").toLowerCase(java.util.Locale.ROOT);
    }
}
