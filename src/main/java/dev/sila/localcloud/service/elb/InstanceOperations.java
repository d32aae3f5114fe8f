package dev.sila.localcloud.service.elb;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Events.InstanceStateChanged;
import dev.sila.localcloud.service.balancing.Limits;
import dev.sila.localcloud.service.balancing.TargetInstances.TargetInstance;
import dev.sila.localcloud.traffic.Health;
import dev.sila.localcloud.traffic.TargetKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancing.model.ConfigureHealthCheckRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.ConfigureHealthCheckResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeregisterInstancesFromLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeregisterInstancesFromLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancing.model.RegisterInstancesWithLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.RegisterInstancesWithLoadBalancerResponse;

/** Registering and deregistering instances, and their health. */
public final class InstanceOperations implements ClassicBalancers {
    private final Classic classic;

    InstanceOperations(Classic classic) {
        this.classic = classic;
        classic.foundation.events().subscribe(InstanceStateChanged.class, this::follow);
    }

    /** A terminated instance leaves by itself. */
    private void follow(InstanceStateChanged change) {
        for (BalancerEntry balancer : classic.balancers.values()) {
            balancer.pool.refresh(change.instanceId());
            if (change.state().equals("terminated")) {
                deregister(balancer.name(), change.instanceId());
            }
        }
    }

    @Override
    public boolean exists(String name) {
        return classic.balancers.containsKey(name);
    }

    @Override
    public void register(String name, String instanceId) {
        BalancerEntry balancer = classic.balancers.get(name);
        if (balancer != null) {
            balancer.instances.add(instanceId);
            balancer.pool.register(BalancerEntry.key(instanceId));
        }
    }

    @Override
    public void deregister(String name, String instanceId) {
        BalancerEntry balancer = classic.balancers.get(name);
        if (balancer != null) {
            balancer.instances.remove(instanceId);
            balancer.pool.deregister(BalancerEntry.key(instanceId));
        }
    }

    @Override
    public Optional<Health> health(String name, String instanceId) {
        BalancerEntry balancer = classic.balancers.get(name);
        return balancer == null
                ? Optional.empty()
                : Optional.ofNullable(balancer.pool.health().get(BalancerEntry.key(instanceId)));
    }

    public RegisterInstancesWithLoadBalancerResponse registerInstancesWithLoadBalancer(
            RegisterInstancesWithLoadBalancerRequest request) {
        incomplete(request);
        BalancerEntry balancer = classic.balancer(request.loadBalancerName());
        List<String> ids = ids(request.instances());
        ids.forEach(id -> check(balancer, id));
        Set<String> together = new HashSet<>(balancer.instances);
        together.addAll(ids);
        if (together.size() > classic.limit(Limits.CLASSIC_INSTANCES)) {
            throw invalid("The quota for the number of registered instances has been reached");
        }
        ids.forEach(id -> register(balancer.name(), id));
        return RegisterInstancesWithLoadBalancerResponse.builder()
                .instances(registered(balancer))
                .build();
    }

    private static List<String> ids(List<Instance> instances) {
        if (instances.isEmpty()) {
            throw invalid("At least one instance must be specified");
        }
        return instances.stream().map(each -> String.valueOf(each.instanceId())).toList();
    }

    private static List<Instance> registered(BalancerEntry balancer) {
        return balancer.instances.stream().map(BalancerEntry::instance).toList();
    }

    private void check(BalancerEntry balancer, String id) {
        TargetInstance instance = known(id);
        if (!instance.vpcId().equals(balancer.place.vpcId())) {
            throw wrong("EC2 instance " + id + " is not in the same VPC as ELB.");
        }
        if (instance.state().matches("shutting-down|terminated")) {
            throw wrong("EC2 instance " + id + " is in the " + instance.state() + " state.");
        }
    }

    private TargetInstance known(String id) {
        return classic.instances
                .instance(id)
                .orElseThrow(() -> wrong("Could not find EC2 instance " + id + "."));
    }

    private static AwsFailure wrong(String message) {
        return new AwsFailure("InvalidInstance", message);
    }

    public DeregisterInstancesFromLoadBalancerResponse deregisterInstancesFromLoadBalancer(
            DeregisterInstancesFromLoadBalancerRequest request) {
        incomplete(request);
        BalancerEntry balancer = classic.balancer(request.loadBalancerName());
        List<String> ids = ids(request.instances());
        ids.stream().filter(id -> !balancer.instances.contains(id)).forEach(this::known);
        ids.forEach(id -> deregister(balancer.name(), id));
        return DeregisterInstancesFromLoadBalancerResponse.builder()
                .instances(registered(balancer))
                .build();
    }

    public ConfigureHealthCheckResponse configureHealthCheck(ConfigureHealthCheckRequest request) {
        incomplete(request);
        BalancerEntry balancer = classic.balancer(request.loadBalancerName());
        HealthCheckRules.check(request.healthCheck());
        balancer.check = request.healthCheck();
        balancer.pool.check(HealthCheckRules.living(request.healthCheck()));
        return ConfigureHealthCheckResponse.builder().healthCheck(balancer.check).build();
    }

    public DescribeInstanceHealthResponse describeInstanceHealth(
            DescribeInstanceHealthRequest request) {
        incomplete(request);
        BalancerEntry balancer = classic.balancer(request.loadBalancerName());
        Map<TargetKey, Health> known = balancer.pool.health();
        List<InstanceState> states = new ArrayList<>();
        if (request.instances().isEmpty()) {
            known.forEach((key, health) -> states.add(InstanceHealth.state(key.id(), health)));
        }
        for (Instance each : request.instances()) {
            String id = String.valueOf(each.instanceId());
            Health health = known.get(BalancerEntry.key(id));
            if (health == null) {
                known(id);
            }
            states.add(InstanceHealth.state(id, health == null ? Health.NOT_REGISTERED : health));
        }
        return DescribeInstanceHealthResponse.builder().instanceStates(states).build();
    }
}
