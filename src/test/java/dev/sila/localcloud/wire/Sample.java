package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;

/** A few handlers that answer with what they were asked. */
final class Sample {
    final ReentrantLock lock = new ReentrantLock();
    int vpcs;

    Wire wire(Interceptor interceptor) {
        return new Wire(
                List.of(
                        new Service(
                                "Sample",
                                "ec2",
                                "2016-11-15",
                                Service.Protocol.EC2_QUERY,
                                List.of(new Vpcs())),
                        new Service(
                                "Sample",
                                "iam",
                                "2010-05-08",
                                Service.Protocol.QUERY,
                                List.of(new Roles())),
                        new Service(
                                "Sample",
                                "monitoring",
                                "2010-08-01",
                                Service.Protocol.QUERY,
                                List.of(new Metrics()))),
                lock,
                interceptor);
    }

    final class Vpcs {
        public CreateVpcResponse createVpc(CreateVpcRequest request) {
            vpcs++;
            return CreateVpcResponse.builder()
                    .vpc(
                            Vpc.builder()
                                    .vpcId("vpc-" + vpcs)
                                    .cidrBlock(request.cidrBlock())
                                    .tags(
                                            request.tagSpecifications().stream()
                                                    .flatMap(each -> each.tags().stream())
                                                    .toList())
                                    .build())
                    .build();
        }

        public DescribeVpcsResponse describeVpcs(DescribeVpcsRequest request) {
            if (!lock.isHeldByCurrentThread()) {
                throw new IllegalStateException("a handler must run under the lock");
            }
            return DescribeVpcsResponse.builder().vpcs(List.of()).build();
        }
    }

    @SuppressWarnings("DoNotCallSuggester") // it is to fail
    static final class Roles {
        public GetRoleResponse getRole(GetRoleRequest request) {
            throw new AwsFailure(
                    "NoSuchEntity",
                    "The role with name <" + request.roleName() + "> cannot be found.",
                    404);
        }
    }

    @SuppressWarnings("DoNotCallSuggester") // one of them is to fail
    static final class Metrics {
        public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request) {
            return GetMetricStatisticsResponse.builder()
                    .label(
                            request.metricName()
                                    + " "
                                    + request.period()
                                    + " "
                                    + request.startTime())
                    .datapoints(List.of())
                    .build();
        }

        public DisableAlarmActionsResponse disableAlarmActions(
                DisableAlarmActionsRequest request, Caller caller) {
            throw new IllegalStateException("broken for " + caller.accessKeyId());
        }
    }
}
