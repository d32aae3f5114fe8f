package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.elbv2.Names.invalid;

import dev.sila.localcloud.AwsFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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

    /** Interfaces of a deleted balancer stay for a while and block their subnets and groups. */
    private static final Duration LINGER = Duration.ofMinutes(1);

    private final Elb elb;
    private final Placement placement;
    private final TagOperations tags;

    LoadBalancerOperations(Elb elb, Placement placement, TagOperations tags) {
        this.elb = elb;
        this.placement = placement;
        this.tags = tags;
    }

    public CreateLoadBalancerResponse createLoadBalancer(CreateLoadBalancerRequest request) {
        Names.check("Load balancer", request.name());
        LoadBalancerSchemeEnum scheme =
                request.scheme() == null
                        ? LoadBalancerSchemeEnum.INTERNET_FACING
                        : request.scheme();
        if (scheme == LoadBalancerSchemeEnum.UNKNOWN_TO_SDK_VERSION) {
            throw invalid("Scheme '" + request.schemeAsString() + "' is not valid");
        }
        checkOffered(request);
        Placement.Place place =
                placement.check(
                        placement.subnetIds(request.subnets(), request.subnetMappings()),
                        request.securityGroups(),
                        scheme == LoadBalancerSchemeEnum.INTERNET_FACING);
        Optional<LoadBalancerEntry> same =
                elb.balancers.values().stream()
                        .filter(each -> each.name.equals(request.name()))
                        .findFirst();
        LoadBalancerEntry entry =
                same.isPresent()
                        ? unchanged(same.get(), scheme, place)
                        : create(request, scheme, place);
        return CreateLoadBalancerResponse.builder().loadBalancers(entry.model()).build();
    }

    private static void checkOffered(CreateLoadBalancerRequest request) {
        if (request.type() != null && request.type() != LoadBalancerTypeEnum.APPLICATION) {
            throw invalid(
                    "The local cloud has no load balancers of type '"
                            + request.typeAsString()
                            + "' yet; use 'application'");
        }
        if (request.ipAddressType() != null && request.ipAddressType() != IpAddressType.IPV4) {
            throw invalid(
                    "The local cloud has only the IP address type 'ipv4', not '"
                            + request.ipAddressTypeAsString()
                            + "' yet");
        }
    }

    private static LoadBalancerEntry unchanged(
            LoadBalancerEntry known, LoadBalancerSchemeEnum scheme, Placement.Place place) {
        boolean equal =
                known.scheme == scheme
                        && new HashSet<>(known.subnets).equals(new HashSet<>(place.subnets()))
                        && new HashSet<>(known.groups).equals(new HashSet<>(place.groups()));
        if (!equal) {
            throw new AwsFailure(
                    "DuplicateLoadBalancerName",
                    "A load balancer with the same name '"
                            + known.name
                            + "' exists, but with different settings");
        }
        return known;
    }

    private LoadBalancerEntry create(
            CreateLoadBalancerRequest request,
            LoadBalancerSchemeEnum scheme,
            Placement.Place place) {
        tags.check(request.tags());
        String name = request.name();
        LoadBalancerEntry entry =
                new LoadBalancerEntry(
                        elb.arn(
                                "loadbalancer/app/"
                                        + name
                                        + "/"
                                        + elb.foundation.identity().hex(16)),
                        name,
                        scheme,
                        elb.foundation.timeline().now(),
                        elb.traffic.open(name));
        placement.place(entry, place);
        elb.balancers.put(entry.arn, entry);
        tags.put(entry.arn, request.tags());
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
        request.loadBalancerArns().forEach(elb::balancer);
        List<String> unknown =
                request.names().stream()
                        .filter(name -> elb.balancers.values().stream().noneMatch(is(name)))
                        .toList();
        if (!unknown.isEmpty()) {
            throw new AwsFailure(
                    "LoadBalancerNotFound", "Load balancers '" + unknown + "' not found");
        }
        List<LoadBalancerEntry> found =
                elb.balancers.values().stream().filter(each -> asked(request, each)).toList();
        Pages<LoadBalancerEntry> page = Pages.of(found, request.marker(), request.pageSize());
        return DescribeLoadBalancersResponse.builder()
                .loadBalancers(page.items().stream().map(LoadBalancerEntry::model).toList())
                .nextMarker(page.next())
                .build();
    }

    private static java.util.function.Predicate<LoadBalancerEntry> is(String name) {
        return entry -> entry.name.equals(name);
    }

    private static boolean asked(DescribeLoadBalancersRequest request, LoadBalancerEntry entry) {
        boolean all = request.names().isEmpty() && request.loadBalancerArns().isEmpty();
        return all
                || request.names().contains(entry.name)
                || request.loadBalancerArns().contains(entry.arn);
    }

    /** Idempotent: what is not there is deleted already. */
    public DeleteLoadBalancerResponse deleteLoadBalancer(DeleteLoadBalancerRequest request) {
        LoadBalancerEntry entry = elb.balancers.get(request.loadBalancerArn());
        if (entry != null) {
            if (Boolean.parseBoolean(entry.attributes.get("deletion_protection.enabled"))) {
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
        elb.tags.remove(entry.arn);
        entry.listeners.values().forEach(each -> elb.tags.remove(each.model.listenerArn()));
        List<String> interfaces = List.copyOf(entry.interfaces.values());
        elb.foundation
                .timeline()
                .after(LINGER, () -> interfaces.forEach(elb.subnets::releaseInterface));
        elb.refresh();
    }
}
