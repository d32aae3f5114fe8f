package dev.sila.aws;

import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;

/** EC2's filters: what a description must have to be listed. */
public final class Filters {
    private Filters() {}

    /**
     * What has one of these values; of several filters a description must meet all.
     *
     * @param name as the operation's reference calls it, such as {@code vpc-id}
     */
    public static Filter of(String name, String... values) {
        return of(name, List.of(values));
    }

    /** The same. */
    public static Filter of(String name, Collection<String> values) {
        return Filter.builder().name(name).values(values).build();
    }
}
