package dev.sila.aws;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;

/** CloudWatch metrics, as hosts and their operators put them. */
public final class Metrics {
    private final CloudWatchClient cloudWatch;

    public Metrics(CloudWatchClient cloudWatch) {
        this.cloudWatch = cloudWatch;
    }

    /**
     * Puts one value of an autoscaling group's metric, as of now.
     *
     * @param group the group's own name, the value of the dimension {@code AutoScalingGroupName}
     */
    public void put(String namespace, String metric, String group, double value) {
        Dimension dimension = Dimension.builder().name("AutoScalingGroupName").value(group).build();
        MetricDatum datum =
                MetricDatum.builder().metricName(metric).dimensions(dimension).value(value).build();
        cloudWatch.putMetricData(
                PutMetricDataRequest.builder().namespace(namespace).metricData(datum).build());
    }
}
