"""A launch template, and a group with both kinds of balancers, policies, schedules, hooks, standby and a refresh."""
import datetime

from .common import refused, tags, until, wait

GROUP = "lifecycle"


def build(account):
    ec2, scaling, made = account.ec2, account.autoscaling, account.made
    ec2.create_key_pair(KeyName="lifecycle", TagSpecifications=tags("key-pair", "lifecycle"))
    made["image"] = max(
        ec2.describe_images(Owners=["amazon"], Filters=[{"Name": "name", "Values": ["al2023-ami-*"]},
                                                        {"Name": "architecture", "Values": ["x86_64"]}])["Images"],
        key=lambda image: image["CreationDate"])["ImageId"]
    made["template"] = ec2.create_launch_template(
        LaunchTemplateName=GROUP, LaunchTemplateData=template(made, "t3.micro"))["LaunchTemplate"]["LaunchTemplateId"]
    refused("UnsupportedOperation", scaling.create_launch_configuration, LaunchConfigurationName="old",
            ImageId=made["image"], InstanceType="t3.micro")
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=GROUP, LaunchTemplate={"LaunchTemplateId": made["template"], "Version": "$Latest"},
        MinSize=1, MaxSize=5, DesiredCapacity=2, VPCZoneIdentifier=f"{made['private_a']},{made['private_b']}",
        TargetGroupARNs=[made["targets"]], LoadBalancerNames=["classic"], HealthCheckType="ELB",
        HealthCheckGracePeriod=120, DefaultInstanceWarmup=30,
        Tags=[{"Key": "Name", "Value": GROUP, "PropagateAtLaunch": True}])
    in_service(account, 2)
    healthy(account, 2)


def template(made, kind):
    return {"ImageId": made["image"], "InstanceType": kind, "KeyName": "lifecycle",
            "SecurityGroupIds": [made["hosts_group"]], "IamInstanceProfile": {"Name": "lifecycle"},
            "MetadataOptions": {"HttpTokens": "required"},
            "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 10, "VolumeType": "gp3"}}]}


def group(account):
    return account.autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[GROUP])["AutoScalingGroups"][0]


def in_service(account, count):
    def serving():
        found = [each["InstanceId"] for each in group(account)["Instances"] if each["LifecycleState"] == "InService"]
        return found if len(found) == count == len(group(account)["Instances"]) else None
    return until(f"{count} instances in service", serving)


def healthy(account, count):
    def states():
        targets = account.elbv2.describe_target_health(TargetGroupArn=account.made["targets"])
        modern = [each for each in targets["TargetHealthDescriptions"] if each["TargetHealth"]["State"] == "healthy"]
        classic = account.elb.describe_instance_health(LoadBalancerName="classic")["InstanceStates"]
        old = [each for each in classic if each["State"] == "InService"]
        return len(modern) == len(old) == count
    until(f"{count} instances healthy at both balancers", states)


def policies(account):
    scaling, made = account.autoscaling, account.made
    made["up"] = scaling.put_scaling_policy(
        AutoScalingGroupName=GROUP, PolicyName="up", AdjustmentType="ChangeInCapacity", ScalingAdjustment=1,
        Cooldown=60)["PolicyARN"]
    scaling.put_scaling_policy(
        AutoScalingGroupName=GROUP, PolicyName="steps", PolicyType="StepScaling", AdjustmentType="PercentChangeInCapacity",
        StepAdjustments=[{"MetricIntervalLowerBound": 0, "MetricIntervalUpperBound": 10, "ScalingAdjustment": 10},
                         {"MetricIntervalLowerBound": 10, "ScalingAdjustment": 30}])
    tracking = scaling.put_scaling_policy(
        AutoScalingGroupName=GROUP, PolicyName="track", PolicyType="TargetTrackingScaling",
        TargetTrackingConfiguration={
            "PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"}, "TargetValue": 60,
            "DisableScaleIn": True})
    assert len(tracking["Alarms"]) >= 1, tracking
    scaling.execute_policy(AutoScalingGroupName=GROUP, PolicyName="up")
    in_service(account, 3)
    scaling.delete_policy(AutoScalingGroupName=GROUP, PolicyName="track")


def schedules(account):
    scaling = account.autoscaling
    scaling.put_scheduled_update_group_action(
        AutoScalingGroupName=GROUP, ScheduledActionName="morning", Recurrence="30 10 * * *", TimeZone="Europe/Berlin",
        MinSize=1, DesiredCapacity=4)
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
    refused("ValidationError", scaling.put_scheduled_update_group_action, AutoScalingGroupName=GROUP,
            ScheduledActionName="past", StartTime=past, DesiredCapacity=1)
    action = scaling.describe_scheduled_actions(AutoScalingGroupName=GROUP)["ScheduledUpdateGroupActions"][0]
    assert action["StartTime"] is not None and action["TimeZone"] == "Europe/Berlin", action
    scaling.delete_scheduled_action(AutoScalingGroupName=GROUP, ScheduledActionName="morning")


def hooks(account):
    scaling = account.autoscaling
    scaling.put_lifecycle_hook(
        AutoScalingGroupName=GROUP, LifecycleHookName="start", LifecycleTransition="autoscaling:EC2_INSTANCE_LAUNCHING",
        HeartbeatTimeout=3600, DefaultResult="ABANDON")
    scaling.set_desired_capacity(AutoScalingGroupName=GROUP, DesiredCapacity=4)
    waiting = until("an instance that waits", lambda: next(
        (each["InstanceId"] for each in group(account)["Instances"] if each["LifecycleState"] == "Pending:Wait"), None))
    scaling.record_lifecycle_action_heartbeat(
        AutoScalingGroupName=GROUP, LifecycleHookName="start", InstanceId=waiting)
    scaling.complete_lifecycle_action(
        AutoScalingGroupName=GROUP, LifecycleHookName="start", InstanceId=waiting, LifecycleActionResult="CONTINUE")
    in_service(account, 4)
    scaling.delete_lifecycle_hook(AutoScalingGroupName=GROUP, LifecycleHookName="start")


def standby(account):
    scaling = account.autoscaling
    one = group(account)["Instances"][0]["InstanceId"]
    scaling.enter_standby(AutoScalingGroupName=GROUP, InstanceIds=[one], ShouldDecrementDesiredCapacity=True)
    until("standby", lambda: one in [
        each["InstanceId"] for each in group(account)["Instances"] if each["LifecycleState"] == "Standby"])
    scaling.exit_standby(AutoScalingGroupName=GROUP, InstanceIds=[one])
    in_service(account, 4)
    scaling.set_instance_protection(AutoScalingGroupName=GROUP, InstanceIds=[one], ProtectedFromScaleIn=True)
    scaling.set_desired_capacity(AutoScalingGroupName=GROUP, DesiredCapacity=2)
    left = in_service(account, 2)
    assert one in left, "the protected instance was terminated"
    scaling.set_instance_protection(AutoScalingGroupName=GROUP, InstanceIds=[one], ProtectedFromScaleIn=False)


def refresh(account):
    ec2, scaling, made = account.ec2, account.autoscaling, account.made
    before = set(in_service(account, 2))
    ec2.create_launch_template_version(
        LaunchTemplateId=made["template"], SourceVersion="1", LaunchTemplateData={"InstanceType": "t3.small"})
    ec2.modify_launch_template(LaunchTemplateId=made["template"], DefaultVersion="2")
    started = scaling.start_instance_refresh(
        AutoScalingGroupName=GROUP, Preferences={"MinHealthyPercentage": 50, "InstanceWarmup": 30})["InstanceRefreshId"]
    refused("InstanceRefreshInProgress", scaling.start_instance_refresh, AutoScalingGroupName=GROUP)

    def status():
        found = scaling.describe_instance_refreshes(AutoScalingGroupName=GROUP, InstanceRefreshIds=[started])
        return found["InstanceRefreshes"][0]["Status"] == "Successful"
    until("the refresh", status, 180)
    after = in_service(account, 2)
    assert not before & set(after), (before, after)
    kinds = {each["InstanceType"] for each in group(account)["Instances"]}
    assert kinds == {"t3.small"}, kinds
    healthy(account, 2)


def remove(account):
    ec2, scaling = account.ec2, account.autoscaling
    refused("ResourceInUse", scaling.delete_auto_scaling_group, AutoScalingGroupName=GROUP)
    scaling.update_auto_scaling_group(AutoScalingGroupName=GROUP, MinSize=0, DesiredCapacity=0)
    until("an empty group", lambda: not group(account)["Instances"], 180)
    scaling.delete_auto_scaling_group(AutoScalingGroupName=GROUP)
    until("no group", lambda: not scaling.describe_auto_scaling_groups(
        AutoScalingGroupNames=[GROUP])["AutoScalingGroups"])
    ec2.delete_launch_template(LaunchTemplateName=GROUP)
    ec2.delete_key_pair(KeyName="lifecycle")
    instances = [each["InstanceId"] for page in ec2.get_paginator("describe_instances").paginate(
        Filters=[{"Name": "instance-state-name", "Values": ["running", "stopped", "shutting-down"]}])
                 for reservation in page["Reservations"] for each in reservation["Instances"]]
    if instances:
        ec2.terminate_instances(InstanceIds=instances)
        wait(ec2, "instance_terminated", InstanceIds=instances)
