"""A classic load balancer and an application load balancer with a target group."""
from .common import refused, wait


def build(account):
    made = account.made
    account.elb.create_load_balancer(
        LoadBalancerName="classic", Subnets=[made["public_a"], made["public_b"]], SecurityGroups=[made["balancer_group"]],
        Listeners=[{"Protocol": "HTTP", "LoadBalancerPort": 80, "InstanceProtocol": "HTTP", "InstancePort": 8080}],
        Tags=[{"Key": "Name", "Value": "classic"}])
    account.elb.configure_health_check(
        LoadBalancerName="classic",
        HealthCheck={"Target": "HTTP:8080/", "Interval": 5, "Timeout": 2, "UnhealthyThreshold": 2, "HealthyThreshold": 2})
    account.elb.modify_load_balancer_attributes(
        LoadBalancerName="classic",
        LoadBalancerAttributes={"CrossZoneLoadBalancing": {"Enabled": True},
                                "ConnectionDraining": {"Enabled": True, "Timeout": 30}})
    elbv2 = account.elbv2
    refused("ValidationError", elbv2.create_load_balancer, Name="one", Subnets=[made["public_a"]])
    made["alb"] = elbv2.create_load_balancer(
        Name="lifecycle", Subnets=[made["public_a"], made["public_b"]], SecurityGroups=[made["balancer_group"]],
        Tags=[{"Key": "Name", "Value": "lifecycle"}])["LoadBalancers"][0]["LoadBalancerArn"]
    wait(elbv2, "load_balancer_available", LoadBalancerArns=[made["alb"]])
    made["targets"] = elbv2.create_target_group(
        Name="lifecycle", Protocol="HTTP", Port=8080, VpcId=made["vpc"], HealthCheckIntervalSeconds=5,
        HealthCheckTimeoutSeconds=2, HealthyThresholdCount=2)["TargetGroups"][0]["TargetGroupArn"]
    elbv2.modify_target_group_attributes(
        TargetGroupArn=made["targets"], Attributes=[{"Key": "deregistration_delay.timeout_seconds", "Value": "30"},
                                                    {"Key": "stickiness.enabled", "Value": "true"}])
    made["listener"] = elbv2.create_listener(
        LoadBalancerArn=made["alb"], Protocol="HTTP", Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": made["targets"]}])["Listeners"][0]["ListenerArn"]
    elbv2.create_rule(
        ListenerArn=made["listener"], Priority=10, Conditions=[{"Field": "path-pattern", "Values": ["/old/*"]}],
        Actions=[{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "410", "ContentType": "text/plain"}}])
    refused("ResourceInUse", elbv2.delete_target_group, TargetGroupArn=made["targets"])


def remove(account):
    made = account.made
    account.elb.delete_load_balancer(LoadBalancerName="classic")
    account.elbv2.delete_load_balancer(LoadBalancerArn=made["alb"])
    wait(account.elbv2, "load_balancers_deleted", LoadBalancerArns=[made["alb"]])
    account.elbv2.delete_target_group(TargetGroupArn=made["targets"])
