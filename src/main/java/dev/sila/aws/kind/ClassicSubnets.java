package dev.sila.aws.kind;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.AttachLoadBalancerToSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DetachLoadBalancerFromSubnetsRequest;

/**
 * Moves classic load balancers between subnets. One can be in a single subnet of each zone, and
 * must be in one at least. Source: API reference, AttachLoadBalancerToSubnets and
 * DetachLoadBalancerFromSubnets.
 */
final class ClassicSubnets {
    private final ElasticLoadBalancingClient balancing;
    private final Ec2Client ec2;

    ClassicSubnets(ElasticLoadBalancingClient balancing, Ec2Client ec2) {
        this.balancing = balancing;
        this.ec2 = ec2;
    }

    /** One call: whether it attaches, rather than detaches, these subnets. */
    record Move(boolean attach, List<String> subnets) {}

    /**
     * The calls that lead from some subnets to others, none of them with no subnet.
     *
     * @param zones the zone of each subnet
     * @throws ProblemException if there is no way, because old and new are all in one zone
     */
    static List<Move> moves(Set<String> now, Set<String> wanted, Map<String, String> zones) {
        List<String> gone = now.stream().filter(each -> !wanted.contains(each)).sorted().toList();
        List<String> more = wanted.stream().filter(each -> !now.contains(each)).sorted().toList();
        List<Move> moves = new ArrayList<>();
        if (gone.size() < now.size()) {
            moves.add(new Move(false, gone));
            moves.add(new Move(true, more));
        } else {
            String last = last(gone, more, zones);
            String zone = zone(last, zones);
            moves.add(new Move(false, gone.stream().filter(each -> !each.equals(last)).toList()));
            moves.add(
                    new Move(
                            true,
                            more.stream()
                                    .filter(each -> !zone(each, zones).equals(zone))
                                    .toList()));
            moves.add(new Move(false, List.of(last)));
            moves.add(
                    new Move(
                            true,
                            more.stream().filter(each -> zone(each, zones).equals(zone)).toList()));
        }
        moves.removeIf(each -> each.subnets().isEmpty());
        return List.copyOf(moves);
    }

    /** The subnet that holds it until it stands in a new one. */
    private static String last(List<String> gone, List<String> more, Map<String, String> zones) {
        Optional<String> last =
                gone.stream()
                        .filter(each ->
                                more.stream()
                                        .anyMatch(other ->
                                                !zone(other, zones).equals(zone(each, zones))))
                        .findFirst();
        return last.orElseThrow(() ->
                new ProblemException(
                        Problem.error(
                                "classic load balancer in " + String.join(", ", gone),
                                "cannot move to another subnet of its only zone.",
                                "Give the environment a second zone, or delete the balancer with"
                                        + " sila lb delete and make it anew.")));
    }

    private static String zone(String subnet, Map<String, String> zones) {
        return Objects.requireNonNullElse(zones.get(subnet), "");
    }

    void move(String balancer, Collection<String> wanted) {
        Set<String> now =
                new HashSet<>(
                        balancing
                                .describeLoadBalancers(
                                        DescribeLoadBalancersRequest.builder()
                                                .loadBalancerNames(balancer)
                                                .build())
                                .loadBalancerDescriptions()
                                .getFirst()
                                .subnets());
        Set<String> all = new HashSet<>(now);
        all.addAll(wanted);
        Map<String, String> zones = new HashMap<>();
        ec2.describeSubnets(DescribeSubnetsRequest.builder().subnetIds(all).build())
                .subnets()
                .forEach(each -> zones.put(each.subnetId(), each.availabilityZone()));
        moves(now, new HashSet<>(wanted), zones).forEach(each -> make(balancer, each));
    }

    private void make(String balancer, Move move) {
        if (move.attach()) {
            balancing.attachLoadBalancerToSubnets(
                    AttachLoadBalancerToSubnetsRequest.builder()
                            .loadBalancerName(balancer)
                            .subnets(move.subnets())
                            .build());
        } else {
            balancing.detachLoadBalancerFromSubnets(
                    DetachLoadBalancerFromSubnetsRequest.builder()
                            .loadBalancerName(balancer)
                            .subnets(move.subnets())
                            .build());
        }
    }
}
