"""Documents, parameters, commands and maintenance windows."""
import json

from .common import refused, until

CONTENT = {"schemaVersion": "2.2", "description": "Says hello",
           "parameters": {"name": {"type": "String", "default": "you"}},
           "mainSteps": [{"action": "aws:runShellScript", "name": "hello", "inputs": {"runCommand": ["echo {{ name }}"]}}]}


def build(account):
    ssm, made = account.ssm, account.made
    ssm.create_document(Name="lifecycle", DocumentType="Command", Content=json.dumps(CONTENT))
    until("the document", lambda: ssm.describe_document(Name="lifecycle")["Document"]["Status"] == "Active")
    CONTENT["description"] = "Says hello again"
    ssm.update_document(Name="lifecycle", Content=json.dumps(CONTENT), DocumentVersion="$LATEST")
    ssm.update_document_default_version(Name="lifecycle", DocumentVersion="2")
    refused("DocumentAlreadyExists", ssm.create_document, Name="lifecycle", DocumentType="Command",
            Content=json.dumps(CONTENT))
    ssm.put_parameter(Name="/lifecycle/secret", Type="SecureString", Value="s3cret")
    secret = ssm.get_parameter(Name="/lifecycle/secret", WithDecryption=True)["Parameter"]
    assert secret["Value"] == "s3cret", secret
    refused("ParameterAlreadyExists", ssm.put_parameter, Name="/lifecycle/secret", Type="String", Value="x")
    command(account)
    window(account)
    lookup(account)
    made["quota"] = account.service_quotas.get_service_quota(
        ServiceCode="vpc", QuotaCode="L-F678F1CE")["Quota"]["Value"]
    assert made["quota"] >= 5, made["quota"]


def command(account):
    ssm = account.ssm
    instances = until("managed instances", lambda: [
        each["InstanceId"] for each in ssm.describe_instance_information()["InstanceInformationList"]])
    sent = ssm.send_command(DocumentName="lifecycle", InstanceIds=instances[:1], Parameters={"name": ["world"]})["Command"]
    final = until("the end of the command", lambda: next(
        (each["Status"] for each in ssm.list_commands(CommandId=sent["CommandId"])["Commands"]
         if each["Status"] in ("Success", "Failed", "TimedOut", "Cancelled")), None))
    invocation = ssm.get_command_invocation(CommandId=sent["CommandId"], InstanceId=instances[0])
    assert invocation["Status"] == final, invocation
    refused("InvalidDocument", ssm.send_command, DocumentName="none", InstanceIds=instances[:1])


def window(account):
    ssm, made = account.ssm, account.made
    made["window"] = ssm.create_maintenance_window(
        Name="lifecycle", Schedule="cron(0 4 ? * SUN *)", ScheduleTimezone="Europe/Berlin", Duration=3, Cutoff=1,
        AllowUnassociatedTargets=False)["WindowId"]
    target = ssm.register_target_with_maintenance_window(
        WindowId=made["window"], ResourceType="INSTANCE",
        Targets=[{"Key": "tag:Name", "Values": ["lifecycle"]}])["WindowTargetId"]
    ssm.register_task_with_maintenance_window(
        WindowId=made["window"], TaskArn="lifecycle", TaskType="RUN_COMMAND", MaxConcurrency="1", MaxErrors="1",
        Targets=[{"Key": "WindowTargetIds", "Values": [target]}])
    schedule = ssm.describe_maintenance_window_schedule(WindowId=made["window"])["ScheduledWindowExecutions"]
    assert schedule, "no execution is scheduled"


def lookup(account):
    def events():
        return account.cloudtrail.lookup_events(
            LookupAttributes=[{"AttributeKey": "EventName", "AttributeValue": "CreateDocument"}])["Events"]
    found = until("the trail", events)
    assert json.loads(found[0]["CloudTrailEvent"])["eventSource"] == "ssm.amazonaws.com", found


def remove(account):
    ssm = account.ssm
    ssm.delete_maintenance_window(WindowId=account.made["window"])
    ssm.delete_parameter(Name="/lifecycle/secret")
    ssm.delete_document(Name="lifecycle")
