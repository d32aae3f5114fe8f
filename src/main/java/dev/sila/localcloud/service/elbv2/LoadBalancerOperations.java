package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;
import static dev.sila.localcloud.service.balancing.Refused.notYet;
import static dev.sila.localcloud.service.elbv2.TargetGroupRules.or;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.balancing.Footprint;
import dev.sila.localcloud.service.balancing.Limits;
import dev.sila.localcloud.service.balancing.Names;
import dev.sila.localcloud.service.balancing.Pages;
import dev.sila.localcloud.service.balancing.Subnets.SubnetFacts;
import dev.sila.localcloud.service.elbv2.LoadBalancerEntry.Birth;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** Making, listing and deleting load balancers. */
public final class LoadBalancerOperations {
    private static final Duration PROVISIONING = Duration.ofSeconds(10);

    /** What a request asks for, checked. */
    private record Wanted(
            LoadBalancerTypeEnum type,
            LoadBalancerSchemeEnum scheme,
            IpAddressType addressType,
            List<SubnetFacts> subnets,
            List<String> groups) {}

    private final Elb elb;
    private final Places places;

    LoadBalancerOperations(Elb elb, Places places) {
        this.elb = elb;
        this.places = places;
    }

    public CreateLoadBalancerResponse createLoadBalancer(CreateLoadBalancerRequest request) {
        incomplete(request);
        Names.check("Load balancer", request.name());
        Optional<LoadBalancerEntry> same =
                elb.balancers.values().stream()
                        .filter(each -> each.name().equals(request.name()))
                        .findFirst();
        Wanted wanted = wanted(request, same.map(each -> each.place.subnetIds()).orElse(Set.of()));
        LoadBalancerEntry entry =
                same.isPresent() ? unchanged(same.get(), wanted) : create(request, wanted);
        return CreateLoadBalancerResponse.builder().loadBalancers(entry.model()).build();
    }

    private Wanted wanted(CreateLoadBalancerRequest request, Set<String> held) {
        LoadBalancerTypeEnum type = or(request.type(), LoadBalancerTypeEnum.APPLICATION);
        LoadBalancerSchemeEnum scheme =
                or(request.scheme(), LoadBalancerSchemeEnum.INTERNET_FACING);
        if (scheme == LoadBalancerSchemeEnum.UNKNOWN_TO_SDK_VERSION) {
            throw invalid("Scheme '" + request.schemeAsString() + "' is not valid");
        }
        if (type == LoadBalancerTypeEnum.UNKNOWN_TO_SDK_VERSION) {
            throw invalid(
                    "Load balancer type '"
                            + request.typeAsString()
                            + "' must be one of 'application, network, gateway'");
        }
        notYet(type == LoadBalancerTypeEnum.GATEWAY, "load balancers of the type 'gateway'");
        notYet(request.customerOwnedIpv4Pool() != null, "customer-owned address pools");
        notYet(request.ipamPools() != null, "IPAM pools of load balancers");
        notYet(request.enablePrefixForIpv6SourceNat() != null, "IPv6 source NAT prefixes");
        boolean application = type == LoadBalancerTypeEnum.APPLICATION;
        List<SubnetFacts> subnets =
                places.subnets(request.subnets(), request.subnetMappings(), application, held);
        String vpcId = subnets.getFirst().vpcId();
        if (scheme == LoadBalancerSchemeEnum.INTERNET_FACING) {
            places.reached(vpcId);
        }
        IpAddressType addressType = or(request.ipAddressType(), IpAddressType.IPV4);
        places.addressType(addressType, subnets);
        List<String> groups = places.groups(request.securityGroups(), vpcId, application);
        return new Wanted(type, scheme, addressType, subnets, groups);
    }

    private static LoadBalancerEntry unchanged(LoadBalancerEntry known, Wanted wanted) {
        boolean equal =
                known.birth.scheme() == wanted.scheme()
                        && known.birth.type() == wanted.type()
                        && known.place
                                .subnetIds()
                                .equals(
                                        new HashSet<>(
                                                wanted.subnets().stream()
                                                        .map(SubnetFacts::id)
                                                        .toList()))
                        && new HashSet<>(known.place.groups())
                                .equals(new HashSet<>(wanted.groups()));
        if (!equal) {
            throw new AwsFailure(
                    "DuplicateLoadBalancerName",
                    "A load balancer with the same name '"
                            + known.name()
                            + "' exists, but with different settings");
        }
        return known;
    }

    private LoadBalancerEntry create(CreateLoadBalancerRequest request, Wanted wanted) {
        boolean network = wanted.type() == LoadBalancerTypeEnum.NETWORK;
        long others =
                elb.balancers.values().stream().filter(each -> each.network() == network).count();
        if (others
                >= elb.limit(network ? Limits.NETWORK_BALANCERS : Limits.APPLICATION_BALANCERS)) {
            throw new AwsFailure(
                    "TooManyLoadBalancers",
                    "The maximum number of load balancers has been reached");
        }
        elb.tags.check("", TagOperations.given(request.tags()));
        String name = request.name();
        String path = (network ? "net/" : "app/") + name + "/" + elb.foundation.identity().hex(16);
        LoadBalancerEntry entry =
                new LoadBalancerEntry(
                        new Birth(
                                elb.arn("loadbalancer/" + path),
                                name,
                                wanted.type(),
                                wanted.scheme(),
                                elb.foundation.timeline().now(),
                                elb.foundation.realm().region()),
                        elb.traffic.open(name),
                        new Footprint(places.network, "ELB " + path),
                        wanted.addressType());
        entry.place.move(wanted.subnets(), wanted.groups());
        elb.balancers.put(entry.arn, entry);
        elb.tags.put(entry.arn, TagOperations.given(request.tags()));
        elb.foundation.timeline().after(PROVISIONING, () -> activate(entry));
        return entry;
    }

    private void activate(LoadBalancerEntry entry) {
        entry.active = true;
        elb.refresh();
    }

    public DescribeLoadBalancersResponse describeLoadBalancers(
            DescribeLoadBalancersRequest request) {
        if (request.loadBalancerArns().size() > 20 || request.names().size() > 20) {
            throw invalid("The number of load balancers in one call cannot exceed 20");
        }
        if (!request.loadBalancerArns().isEmpty() && !request.names().isEmpty()) {
            throw invalid("Load balancer ARNs and load balancer names cannot be given together");
        }
        request.loadBalancerArns().forEach(elb::balancer);
        for (String name : request.names()) {
            if (elb.balancers.values().stream().noneMatch(each -> each.name().equals(name))) {
                throw new AwsFailure(
                        "LoadBalancerNotFound", "Load balancers '[" + name + "]' not found");
            }
        }
        List<LoadBalancerEntry> found =
                elb.balancers.values().stream().filter(each -> asked(request, each)).toList();
        Pages<LoadBalancerEntry> page = Pages.of(found, request.marker(), request.pageSize());
        return DescribeLoadBalancersResponse.builder()
                .loadBalancers(page.items().stream().map(LoadBalancerEntry::model).toList())
                .nextMarker(page.next())
                .build();
    }

    private static boolean asked(DescribeLoadBalancersRequest request, LoadBalancerEntry entry) {
        boolean all = request.names().isEmpty() && request.loadBalancerArns().isEmpty();
        return all
                || request.names().contains(entry.name())
                || request.loadBalancerArns().contains(entry.arn);
    }

    /** Idempotent: what is not there is deleted already. */
    public DeleteLoadBalancerResponse deleteLoadBalancer(DeleteLoadBalancerRequest request) {
        incomplete(request);
        Elb.wellFormed(request.loadBalancerArn(), ":loadbalancer/", "load balancer");
        LoadBalancerEntry entry = elb.balancers.get(request.loadBalancerArn());
        if (entry != null) {
            if (entry.is("deletion_protection.enabled")) {
                throw new AwsFailure(
                        "OperationNotPermitted",
                        "Load balancer '"
                                + entry.arn
                                + "' cannot be deleted because deletion protection is enabled");
            }
            delete(entry);
        }
        return DeleteLoadBalancerResponse.builder().build();
    }

    private void delete(LoadBalancerEntry entry) {
        entry.live.close();
        elb.balancers.remove(entry.arn);
        elb.tags.forget(entry.arn);
        for (ListenerEntry listener : entry.listeners.values()) {
            elb.tags.forget(listener.arn());
            listener.rules.forEach(rule -> elb.tags.forget(rule.ruleArn()));
        }
        entry.place.leave(elb.foundation.timeline());
        elb.refresh();
    }
}
