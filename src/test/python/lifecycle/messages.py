"""Alarms and topics, and what reaches a queue of them."""
import json

from . import fleet
from .common import until


def build(account):
    sns, sqs, made = account.sns, account.sqs, account.made
    made["topic"] = sns.create_topic(Name="lifecycle", Tags=[{"Key": "Name", "Value": "lifecycle"}])["TopicArn"]
    made["queue"] = sqs.create_queue(QueueName="lifecycle")["QueueUrl"]
    made["queue_arn"] = sqs.get_queue_attributes(
        QueueUrl=made["queue"], AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sqs.set_queue_attributes(QueueUrl=made["queue"], Attributes={"Policy": json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": ["sns.amazonaws.com", "events.amazonaws.com"]},
                       "Action": "sqs:SendMessage", "Resource": made["queue_arn"]}]})})
    made["subscription"] = sns.subscribe(
        TopicArn=made["topic"], Protocol="sqs", Endpoint=made["queue_arn"], ReturnSubscriptionArn=True)["SubscriptionArn"]
    sns.publish(TopicArn=made["topic"], Subject="hello", Message="world")
    assert receive(account, lambda body: body.get("Subject") == "hello")["Message"] == "world"
    alarm(account)
    notifications(account)
    rule(account)


def receive(account, wanted):
    """The body of the next message that is wanted; the others are thrown away."""
    def one():
        messages = account.sqs.receive_message(
            QueueUrl=account.made["queue"], WaitTimeSeconds=1, MaxNumberOfMessages=10).get("Messages", [])
        found = None
        for message in messages:
            account.sqs.delete_message(QueueUrl=account.made["queue"], ReceiptHandle=message["ReceiptHandle"])
            body = json.loads(message["Body"])
            found = body if found is None and wanted(body) else found
        return found
    return until("a message", one)


def alarm(account):
    cloudwatch, made = account.cloudwatch, account.made
    cloudwatch.put_metric_alarm(
        AlarmName="lifecycle", Namespace="Shop", MetricName="Queue", Statistic="Maximum", Period=60,
        EvaluationPeriods=1, Threshold=5, ComparisonOperator="GreaterThanThreshold", TreatMissingData="notBreaching",
        AlarmActions=[made["topic"], made["up"]], OKActions=[made["topic"]])
    cloudwatch.put_metric_data(Namespace="Shop", MetricData=[{"MetricName": "Queue", "Value": 9}])
    body = receive(account, lambda each: each.get("Subject", "").startswith("ALARM:"))
    assert json.loads(body["Message"])["AlarmName"] == "lifecycle", body
    history = cloudwatch.describe_alarm_history(AlarmName="lifecycle", HistoryItemType="StateUpdate")
    assert history["AlarmHistoryItems"], history
    # A simple policy is run again each period as long as the alarm lasts.
    until("the alarm's end", lambda: cloudwatch.describe_alarms(
        AlarmNames=["lifecycle"])["MetricAlarms"][0]["StateValue"] == "OK")
    assert fleet.group(account)["DesiredCapacity"] >= 3, "the alarm did not run the policy"
    account.autoscaling.set_desired_capacity(
        AutoScalingGroupName=fleet.GROUP, DesiredCapacity=2, HonorCooldown=False)
    fleet.in_service(account, 2)


def notifications(account):
    account.autoscaling.put_notification_configuration(
        AutoScalingGroupName=fleet.GROUP, TopicARN=account.made["topic"],
        NotificationTypes=["autoscaling:EC2_INSTANCE_LAUNCH"])
    account.autoscaling.set_desired_capacity(AutoScalingGroupName=fleet.GROUP, DesiredCapacity=3)
    body = receive(account, lambda each: "Auto Scaling: launch" in each.get("Subject", ""))
    assert json.loads(body["Message"])["Event"] == "autoscaling:EC2_INSTANCE_LAUNCH", body
    fleet.in_service(account, 3)


def rule(account):
    events, made = account.events, account.made
    events.put_rule(Name="lifecycle", EventPattern=json.dumps({
        "source": ["aws.ec2"], "detail-type": ["EC2 Instance State-change Notification"],
        "detail": {"state": ["terminated"]}}))
    events.put_targets(Rule="lifecycle", Targets=[{"Id": "queue", "Arn": made["queue_arn"]}])
    account.autoscaling.set_desired_capacity(AutoScalingGroupName=fleet.GROUP, DesiredCapacity=2)
    body = receive(account, lambda each: each.get("source") == "aws.ec2")
    assert body["detail"]["state"] == "terminated", body
    fleet.in_service(account, 2)


def remove(account):
    made = account.made
    account.cloudwatch.delete_alarms(AlarmNames=["lifecycle"])
    account.events.remove_targets(Rule="lifecycle", Ids=["queue"])
    account.events.delete_rule(Name="lifecycle")
    account.sns.unsubscribe(SubscriptionArn=made["subscription"])
    account.sns.delete_topic(TopicArn=made["topic"])
    account.sqs.delete_queue(QueueUrl=made["queue"])
