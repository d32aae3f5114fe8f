package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link ElasticIp}s ask of AWS. */
final class ElasticIpFootprint implements Footprint<ElasticIp> {
    @Override
    public Class<ElasticIp> type() {
        return ElasticIp.class;
    }

    @Override
    public void look(ElasticIp state, Effort effort) {
        effort.ec2("DescribeAddresses");
    }

    @Override
    public void create(
            ElasticIp wanted, Change.@Nullable Replace<ElasticIp> instead, Effort effort) {
        effort.ec2("AllocateAddress").makes("elastic-ip");
    }

    @Override
    public void update(Found<ElasticIp> found, ElasticIp wanted, Diff diff, Effort effort) {
        effort.ec2("CreateTags").marked();
    }

    /** What used it is gone by then, or lets go of it soon. */
    @Override
    public void delete(Found<ElasticIp> found, Effort effort) {
        effort.ec2("DescribeAddresses").orMore();
        effort.ec2("ReleaseAddress").marked();
    }

    @Override
    public List<Quota<ElasticIp>> quotas() {
        return List.of(
                new Quota<>(
                        "ec2",
                        "L-0263D0A3",
                        "EC2-VPC Elastic IPs",
                        5,
                        (clients, plan) -> clients.ec2().describeAddresses().addresses().size()));
    }
}
