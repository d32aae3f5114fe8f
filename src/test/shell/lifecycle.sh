#!/bin/sh
# The whole life of an environment through the AWS CLI, on the endpoint in AWS_ENDPOINT_URL. Ends at the first surprise.
set -eu
export AWS_PAGER='' AWS_DEFAULT_OUTPUT=text AWS_MAX_ATTEMPTS=1

tab=$(printf '\t')

step() { echo "ok $*"; }

# The call must be refused with that code.
refused() {
    code=$1
    shift
    if answer=$("$@" 2>&1); then
        echo "not refused: $*" >&2
        exit 1
    fi
    case $answer in
        *"($code)"*) ;;
        *) echo "refused otherwise than with $code: $*: $answer" >&2; exit 1 ;;
    esac
}

# Asks until the command prints that.
until_is() {
    wanted=$1
    shift
    tries=0
    while [ "$("$@" 2>&1)" != "$wanted" ]; do
        tries=$((tries + 1))
        if [ "$tries" -gt 100 ]; then
            echo "not '$wanted' but '$("$@" 2>&1)': $*" >&2
            exit 1
        fi
        sleep 0.2
    done
}

ec2() { aws ec2 "$@"; }

# Version 1 of the AWS CLI has names of its own for SQS and does not look at AWS_ENDPOINT_URL for it.
sqs() { aws --endpoint-url "$AWS_ENDPOINT_URL" sqs "$@"; }

named() { echo "ResourceType=$1,Tags=[{Key=Name,Value=$2}]"; }

# network
vpc=$(ec2 create-vpc --cidr-block 10.50.0.0/16 --tag-specifications "$(named vpc cli)" --query Vpc.VpcId)
ec2 wait vpc-available --vpc-ids "$vpc"
refused InvalidVpc.Range ec2 create-vpc --cidr-block 10.0.0.0/8
public=$(ec2 create-subnet --vpc-id "$vpc" --cidr-block 10.50.0.0/24 --availability-zone us-east-1a --query Subnet.SubnetId)
second=$(ec2 create-subnet --vpc-id "$vpc" --cidr-block 10.50.1.0/24 --availability-zone us-east-1b --query Subnet.SubnetId)
private=$(ec2 create-subnet --vpc-id "$vpc" --cidr-block 10.50.2.0/24 --availability-zone us-east-1a --query Subnet.SubnetId)
refused InvalidSubnet.Conflict ec2 create-subnet --vpc-id "$vpc" --cidr-block 10.50.0.0/25
igw=$(ec2 create-internet-gateway --query InternetGateway.InternetGatewayId)
ec2 attach-internet-gateway --internet-gateway-id "$igw" --vpc-id "$vpc"
table=$(ec2 create-route-table --vpc-id "$vpc" --query RouteTable.RouteTableId)
ec2 create-route --route-table-id "$table" --destination-cidr-block 0.0.0.0/0 --gateway-id "$igw" > /dev/null
association=$(ec2 associate-route-table --route-table-id "$table" --subnet-id "$public" --query AssociationId)
address=$(ec2 allocate-address --query AllocationId)
nat=$(ec2 create-nat-gateway --subnet-id "$public" --allocation-id "$address" --query NatGateway.NatGatewayId)
until_is available ec2 describe-nat-gateways --nat-gateway-ids "$nat" --query 'NatGateways[].State'
main=$(ec2 describe-route-tables --filters "Name=vpc-id,Values=$vpc" Name=association.main,Values=true \
    --query 'RouteTables[].RouteTableId')
ec2 create-route --route-table-id "$main" --destination-cidr-block 0.0.0.0/0 --nat-gateway-id "$nat" > /dev/null
other=$(ec2 create-vpc --cidr-block 10.51.0.0/16 --query Vpc.VpcId)
peering=$(ec2 create-vpc-peering-connection --vpc-id "$vpc" --peer-vpc-id "$other" \
    --query VpcPeeringConnection.VpcPeeringConnectionId)
until_is pending-acceptance ec2 describe-vpc-peering-connections --vpc-peering-connection-ids "$peering" \
    --query 'VpcPeeringConnections[].Status.Code'
ec2 accept-vpc-peering-connection --vpc-peering-connection-id "$peering" > /dev/null
ec2 create-route --route-table-id "$main" --destination-cidr-block 10.51.0.0/16 \
    --vpc-peering-connection-id "$peering" > /dev/null
vgw=$(ec2 create-vpn-gateway --type ipsec.1 --query VpnGateway.VpnGatewayId)
ec2 attach-vpn-gateway --vpn-gateway-id "$vgw" --vpc-id "$vpc" > /dev/null
until_is attached ec2 describe-vpn-gateways --vpn-gateway-ids "$vgw" --query 'VpnGateways[].VpcAttachments[].State'
ec2 enable-vgw-route-propagation --route-table-id "$main" --gateway-id "$vgw"
endpoint=$(ec2 create-vpc-endpoint --vpc-id "$vpc" --service-name com.amazonaws.us-east-1.s3 --route-table-ids "$main" \
    --query VpcEndpoint.VpcEndpointId)
group=$(ec2 create-security-group --group-name web --description web --vpc-id "$vpc" --query GroupId)
ec2 authorize-security-group-ingress --group-id "$group" --protocol tcp --port 80 --cidr 0.0.0.0/0 > /dev/null
ec2 authorize-security-group-ingress --group-id "$group" --protocol tcp --port 8080 --source-group "$group" > /dev/null
refused InvalidPermission.Duplicate ec2 authorize-security-group-ingress --group-id "$group" --protocol tcp --port 80 \
    --cidr 0.0.0.0/0
step network with NAT, peering, VPN gateway, endpoint

# roles
trust='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
aws iam create-role --role-name cli --assume-role-policy-document "$trust" > /dev/null
aws iam attach-role-policy --role-name cli --policy-arn arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore
aws iam create-instance-profile --instance-profile-name cli > /dev/null
aws iam add-role-to-instance-profile --instance-profile-name cli --role-name cli
refused DeleteConflict aws iam delete-role --role-name cli
step roles

# balancers, template, group
aws elb create-load-balancer --load-balancer-name cli --subnets "$public" "$second" --security-groups "$group" \
    --listeners Protocol=HTTP,LoadBalancerPort=80,InstancePort=8080 > /dev/null
aws elb configure-health-check --load-balancer-name cli \
    --health-check Target=HTTP:8080/,Interval=5,Timeout=2,UnhealthyThreshold=2,HealthyThreshold=2 > /dev/null
balancer=$(aws elbv2 create-load-balancer --name cli --subnets "$public" "$second" --security-groups "$group" \
    --query 'LoadBalancers[].LoadBalancerArn')
until_is active aws elbv2 describe-load-balancers --load-balancer-arns "$balancer" --query 'LoadBalancers[].State.Code'
targets=$(aws elbv2 create-target-group --name cli --protocol HTTP --port 8080 --vpc-id "$vpc" \
    --health-check-interval-seconds 5 --health-check-timeout-seconds 2 --query 'TargetGroups[].TargetGroupArn')
aws elbv2 create-listener --load-balancer-arn "$balancer" --protocol HTTP --port 80 \
    --default-actions "Type=forward,TargetGroupArn=$targets" > /dev/null
refused ResourceInUse aws elbv2 delete-target-group --target-group-arn "$targets"
ec2 create-key-pair --key-name cli --query KeyName > /dev/null
image=$(ec2 describe-images --owners amazon --filters 'Name=name,Values=al2023-ami-*' Name=architecture,Values=x86_64 \
    --query 'sort_by(Images,&CreationDate)[-1].ImageId')
ec2 create-launch-template --launch-template-name cli --launch-template-data \
    "{\"ImageId\":\"$image\",\"InstanceType\":\"t3.micro\",\"KeyName\":\"cli\",\"SecurityGroupIds\":[\"$group\"],\"IamInstanceProfile\":{\"Name\":\"cli\"}}" > /dev/null
aws autoscaling create-auto-scaling-group --auto-scaling-group-name cli --launch-template 'LaunchTemplateName=cli,Version=$Latest' \
    --min-size 0 --max-size 4 --desired-capacity 2 --vpc-zone-identifier "$private" --target-group-arns "$targets" \
    --load-balancer-names cli --tags Key=Name,Value=cli,PropagateAtLaunch=true
serving() {
    aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names cli \
        --query "length(AutoScalingGroups[0].Instances[?LifecycleState=='InService'])"
}
until_is 2 serving
until_is "InService${tab}InService" aws elb describe-instance-health --load-balancer-name cli --query 'InstanceStates[].State'
aws elb wait any-instance-in-service --load-balancer-name cli
until_is "healthy${tab}healthy" aws elbv2 describe-target-health --target-group-arn "$targets" \
    --query 'TargetHealthDescriptions[].TargetHealth.State'
aws elbv2 wait target-in-service --target-group-arn "$targets"
step classic and application balancer, launch template, group

# policies, schedules, hooks, standby, refresh
aws autoscaling put-scaling-policy --auto-scaling-group-name cli --policy-name up --adjustment-type ChangeInCapacity \
    --scaling-adjustment 1 > /dev/null
aws autoscaling put-scaling-policy --auto-scaling-group-name cli --policy-name track --policy-type TargetTrackingScaling \
    --target-tracking-configuration '{"PredefinedMetricSpecification":{"PredefinedMetricType":"ASGAverageCPUUtilization"},"TargetValue":60,"DisableScaleIn":true}' > /dev/null
aws autoscaling execute-policy --auto-scaling-group-name cli --policy-name up
until_is 3 serving
aws autoscaling put-scheduled-update-group-action --auto-scaling-group-name cli --scheduled-action-name morning \
    --recurrence '30 10 * * *' --time-zone Europe/Berlin --desired-capacity 1
aws autoscaling delete-scheduled-action --auto-scaling-group-name cli --scheduled-action-name morning
aws autoscaling put-lifecycle-hook --auto-scaling-group-name cli --lifecycle-hook-name stop \
    --lifecycle-transition autoscaling:EC2_INSTANCE_TERMINATING --heartbeat-timeout 3600
aws autoscaling set-desired-capacity --auto-scaling-group-name cli --desired-capacity 2
leaving() {
    aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names cli \
        --query "AutoScalingGroups[0].Instances[?LifecycleState=='Terminating:Wait'] | length(@)"
}
until_is 1 leaving
aws autoscaling complete-lifecycle-action --auto-scaling-group-name cli --lifecycle-hook-name stop \
    --lifecycle-action-result CONTINUE --instance-id "$(aws autoscaling describe-auto-scaling-groups \
        --auto-scaling-group-names cli --query "AutoScalingGroups[0].Instances[?LifecycleState=='Terminating:Wait'].InstanceId")"
until_is 2 serving
aws autoscaling delete-lifecycle-hook --auto-scaling-group-name cli --lifecycle-hook-name stop
one=$(aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names cli \
    --query 'AutoScalingGroups[0].Instances[0].InstanceId')
aws autoscaling enter-standby --auto-scaling-group-name cli --instance-ids "$one" --should-decrement-desired-capacity > /dev/null
until_is Standby aws autoscaling describe-auto-scaling-instances --instance-ids "$one" \
    --query 'AutoScalingInstances[].LifecycleState'
aws autoscaling exit-standby --auto-scaling-group-name cli --instance-ids "$one" > /dev/null
until_is 2 serving
refresh=$(aws autoscaling start-instance-refresh --auto-scaling-group-name cli \
    --preferences MinHealthyPercentage=50,InstanceWarmup=30 --query InstanceRefreshId)
until_is Successful aws autoscaling describe-instance-refreshes --auto-scaling-group-name cli \
    --instance-refresh-ids "$refresh" --query 'InstanceRefreshes[].Status'
step policies, schedules, hooks, standby, refresh

# alarms and topics
topic=$(aws sns create-topic --name cli --query TopicArn)
queue=$(sqs create-queue --queue-name cli --query QueueUrl)
queue_arn=$(sqs get-queue-attributes --queue-url "$queue" --attribute-names QueueArn --query Attributes.QueueArn)
policy="{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"sns.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"$queue_arn\"}]}"
printf '{"Policy": "%s"}' "$(printf %s "$policy" | sed 's/"/\\"/g')" > "${TMPDIR:-/tmp}/cli-attributes.json"
sqs set-queue-attributes --queue-url "$queue" --attributes "file://${TMPDIR:-/tmp}/cli-attributes.json"
rm "${TMPDIR:-/tmp}/cli-attributes.json"
subscription=$(aws sns subscribe --topic-arn "$topic" --protocol sqs --notification-endpoint "$queue_arn" \
    --return-subscription-arn --query SubscriptionArn)
aws cloudwatch put-metric-alarm --alarm-name cli --namespace Shop --metric-name Queue --statistic Maximum --period 60 \
    --evaluation-periods 1 --threshold 5 --comparison-operator GreaterThanThreshold --alarm-actions "$topic"
aws cloudwatch set-alarm-state --alarm-name cli --state-value ALARM --state-reason test
arrived() { sqs receive-message --queue-url "$queue" --wait-time-seconds 2 --query 'length(Messages)'; }
until_is 1 arrived
step alarms and topics

# image from an instance
own=$(ec2 create-image --instance-id "$one" --name cli --no-reboot --query ImageId 2> /dev/null || ec2 create-image --no-reboot \
    --name cli --query ImageId --instance-id "$(aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names cli \
        --query 'AutoScalingGroups[0].Instances[0].InstanceId')")
until_is available ec2 describe-images --image-ids "$own" --query 'Images[].State'
snapshot=$(ec2 describe-images --image-ids "$own" --query 'Images[].BlockDeviceMappings[].Ebs.SnapshotId')
refused InvalidSnapshot.InUse ec2 delete-snapshot --snapshot-id "$snapshot"
step image from an instance

# documents, commands, windows
aws ssm create-document --name cli --document-type Command --content \
    '{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"hello","inputs":{"runCommand":["echo hello"]}}]}' > /dev/null
until_is Active aws ssm describe-document --name cli --query Document.Status
command=$(aws ssm send-command --document-name cli --targets Key=tag:Name,Values=cli --query Command.CommandId)
ended() { aws ssm list-commands --command-id "$command" --query "Commands[?Status!='Pending' && Status!='InProgress'] | length(@)"; }
until_is 1 ended
window=$(aws ssm create-maintenance-window --name cli --schedule 'rate(7 days)' --duration 2 --cutoff 1 \
    --allow-unassociated-targets --query WindowId)
refused DocumentAlreadyExists aws ssm create-document --name cli --document-type Command --content \
    '{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"hello","inputs":{"runCommand":["echo hello"]}}]}'
step documents, commands, windows

# buckets
aws s3 mb s3://cli-lifecycle > /dev/null
echo hello | aws s3 cp - s3://cli-lifecycle/a/b > /dev/null
[ "$(aws s3 cp s3://cli-lifecycle/a/b -)" = hello ]
refused BucketNotEmpty aws s3api delete-bucket --bucket cli-lifecycle
step buckets

# deletes in wrong orders
refused DependencyViolation ec2 delete-vpc --vpc-id "$vpc"
refused DependencyViolation ec2 delete-subnet --subnet-id "$public"
refused DependencyViolation ec2 delete-security-group --group-id "$group"
refused DependencyViolation ec2 detach-internet-gateway --internet-gateway-id "$igw" --vpc-id "$vpc"
refused ResourceInUse aws autoscaling delete-auto-scaling-group --auto-scaling-group-name cli
step deletes in wrong order are refused

# teardown
aws s3 rb --force s3://cli-lifecycle > /dev/null
aws ssm delete-maintenance-window --window-id "$window" > /dev/null
aws ssm delete-document --name cli
aws cloudwatch delete-alarms --alarm-names cli
aws sns unsubscribe --subscription-arn "$subscription"
aws sns delete-topic --topic-arn "$topic"
sqs delete-queue --queue-url "$queue"
aws autoscaling delete-auto-scaling-group --auto-scaling-group-name cli --force-delete
until_is 0 aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names cli --query 'length(AutoScalingGroups)'
ec2 deregister-image --image-id "$own" > /dev/null
ec2 delete-snapshot --snapshot-id "$snapshot"
ec2 delete-launch-template --launch-template-name cli > /dev/null
ec2 delete-key-pair --key-name cli > /dev/null
aws elb delete-load-balancer --load-balancer-name cli
aws elbv2 delete-load-balancer --load-balancer-arn "$balancer"
until_is 0 aws elbv2 describe-load-balancers --query 'length(LoadBalancers)'
aws elbv2 delete-target-group --target-group-arn "$targets"
aws iam remove-role-from-instance-profile --instance-profile-name cli --role-name cli
aws iam delete-instance-profile --instance-profile-name cli
aws iam detach-role-policy --role-name cli --policy-arn arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore
aws iam delete-role --role-name cli
ec2 delete-vpc-endpoints --vpc-endpoint-ids "$endpoint" > /dev/null
ec2 delete-nat-gateway --nat-gateway-id "$nat" > /dev/null
until_is deleted ec2 describe-nat-gateways --nat-gateway-ids "$nat" --query 'NatGateways[].State'
ec2 release-address --allocation-id "$address"
ec2 delete-vpc-peering-connection --vpc-peering-connection-id "$peering" > /dev/null
ec2 detach-vpn-gateway --vpn-gateway-id "$vgw" --vpc-id "$vpc"
until_is detached ec2 describe-vpn-gateways --vpn-gateway-ids "$vgw" --query 'VpnGateways[].VpcAttachments[].State'
ec2 delete-vpn-gateway --vpn-gateway-id "$vgw"
ec2 disassociate-route-table --association-id "$association"
ec2 delete-route-table --route-table-id "$table"
until_is 0 ec2 describe-network-interfaces --filters "Name=vpc-id,Values=$vpc" --query 'length(NetworkInterfaces)'
ec2 detach-internet-gateway --internet-gateway-id "$igw" --vpc-id "$vpc"
ec2 delete-internet-gateway --internet-gateway-id "$igw"
for subnet in "$public" "$second" "$private"; do
    ec2 delete-subnet --subnet-id "$subnet"
done
ec2 delete-security-group --group-id "$group" > /dev/null
ec2 delete-vpc --vpc-id "$vpc"
ec2 delete-vpc --vpc-id "$other"
step teardown
until_is 1 ec2 describe-vpcs --query 'length(Vpcs)'
step nothing is left but the default VPC
