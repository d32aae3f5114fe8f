package dev.sila.localcloud;

import java.util.List;

/**
 * The account and region that the local cloud plays.
 *
 * @param account twelve digits
 * @param region such as {@code us-east-1}
 * @param zones the names of its availability zones, in order
 */
public record Realm(String account, String region, List<String> zones) {
    public Realm {
        zones = List.copyOf(zones);
    }

    /** The realm that is played unless told otherwise: three zones of us-east-1. */
    public static Realm standard() {
        return in("us-east-1", 3);
    }

    public static Realm in(String region, int zones) {
        List<String> names =
                java.util.stream.IntStream.range(0, zones)
                        .mapToObj(index -> region + (char) ('a' + index))
                        .toList();
        return new Realm("000000000000", region, names);
    }

    /** An ARN of this account and region: {@code arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE}. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }

    /** An ARN of a global service: {@code arn:aws:SERVICE::ACCOUNT:RESOURCE}. */
    public String globalArn(String service, String resource) {
        return "arn:aws:" + service + "::" + account + ":" + resource;
    }
}
