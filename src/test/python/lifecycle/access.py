"""Roles, profiles, policies, users and groups."""
import json

from .common import refused


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


TRUST = document({"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"})
READ = document({"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::lifecycle-*/*"})


def build(account):
    iam, made = account.iam, account.made
    made["policy"] = iam.create_policy(PolicyName="lifecycle", PolicyDocument=READ)["Policy"]["Arn"]
    iam.create_role(RoleName="lifecycle", AssumeRolePolicyDocument=TRUST, Tags=[{"Key": "Name", "Value": "lifecycle"}])
    iam.attach_role_policy(RoleName="lifecycle", PolicyArn=made["policy"])
    iam.attach_role_policy(RoleName="lifecycle", PolicyArn="arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")
    iam.put_role_policy(RoleName="lifecycle", PolicyName="inline", PolicyDocument=READ)
    iam.create_instance_profile(InstanceProfileName="lifecycle")
    iam.add_role_to_instance_profile(InstanceProfileName="lifecycle", RoleName="lifecycle")
    iam.create_group(GroupName="readers")
    iam.attach_group_policy(GroupName="readers", PolicyArn=made["policy"])
    user = iam.create_user(UserName="reader")["User"]
    iam.add_user_to_group(GroupName="readers", UserName="reader")
    made["access_key"] = iam.create_access_key(UserName="reader")["AccessKey"]["AccessKeyId"]
    simulate(iam, user["Arn"])
    assert account.sts.get_caller_identity()["Account"] == "000000000000"
    refused("MalformedPolicyDocument", iam.create_policy, PolicyName="wrong", PolicyDocument="{}")
    refused("EntityAlreadyExists", iam.create_role, RoleName="Lifecycle", AssumeRolePolicyDocument=TRUST)
    refused("DeleteConflict", iam.delete_policy, PolicyArn=made["policy"])
    refused("DeleteConflict", iam.delete_role, RoleName="lifecycle")
    refused("DeleteConflict", iam.delete_user, UserName="reader")
    refused("DeleteConflict", iam.delete_group, GroupName="readers")
    refused("DeleteConflict", iam.delete_instance_profile, InstanceProfileName="lifecycle")


def simulate(iam, user):
    results = iam.simulate_principal_policy(
        PolicySourceArn=user, ActionNames=["s3:GetObject", "s3:PutObject"],
        ResourceArns=["arn:aws:s3:::lifecycle-data/x"])["EvaluationResults"]
    decisions = {each["EvalActionName"]: each["EvalDecision"] for each in results}
    assert decisions == {"s3:GetObject": "allowed", "s3:PutObject": "implicitDeny"}, decisions


def remove(account):
    iam, made = account.iam, account.made
    iam.delete_access_key(UserName="reader", AccessKeyId=made["access_key"])
    iam.remove_user_from_group(GroupName="readers", UserName="reader")
    iam.delete_user(UserName="reader")
    iam.detach_group_policy(GroupName="readers", PolicyArn=made["policy"])
    iam.delete_group(GroupName="readers")
    iam.remove_role_from_instance_profile(InstanceProfileName="lifecycle", RoleName="lifecycle")
    iam.delete_instance_profile(InstanceProfileName="lifecycle")
    iam.delete_role_policy(RoleName="lifecycle", PolicyName="inline")
    for arn in (made["policy"], "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"):
        iam.detach_role_policy(RoleName="lifecycle", PolicyArn=arn)
    iam.delete_role(RoleName="lifecycle")
    iam.delete_policy(PolicyArn=made["policy"])
