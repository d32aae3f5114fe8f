package dev.sila.spotinst;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Elastigroup}s ask of Spotinst, and beside it of AWS. Spotinst's own calls to AWS are
 * made by the role that its account has, and are none of ours.
 */
public final class ElastigroupFootprint implements Footprint<Elastigroup> {
    /** The service whose calls no IAM policy knows. */
    public static final String SERVICE = SpotinstClient.SERVICE;

    private static final Duration GONE = Duration.ofMinutes(3);

    @Override
    public Class<Elastigroup> type() {
        return Elastigroup.class;
    }

    /** One list for all of the environment's, and none where there are none. */
    @Override
    public void look(Elastigroup state, Effort effort) {
        listing(effort);
    }

    /** The calls by which the hosts of groups are looked at while they start. */
    public static void watching(Effort effort) {
        effort.ec2("DescribeVpcs").orMore();
        listing(effort).orMore();
    }

    private static Effort.Call listing(Effort effort) {
        return effort.call(SERVICE, SpotinstClient.LIST).outside();
    }

    @Override
    public void create(
            Elastigroup wanted, Change.@Nullable Replace<Elastigroup> instead, Effort effort) {
        effort.ec2("CreateTags").marked();
        listing(effort);
        effort.call(SERVICE, SpotinstClient.CREATE).outside();
    }

    @Override
    public void update(Found<Elastigroup> found, Elastigroup wanted, Diff diff, Effort effort) {
        effort.call(SERVICE, SpotinstClient.UPDATE).outside();
    }

    @Override
    public void delete(Found<Elastigroup> found, Effort effort) {
        effort.call(SERVICE, SpotinstClient.DELETE).outside();
        effort.ec2("DescribeInstances").orMore();
        effort.takes(GONE);
    }
}
