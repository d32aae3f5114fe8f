package dev.sila.aws.hold;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that uses a resource which is to be deleted.
 *
 * @param what what it is and whose, for people: {@code network interface eni-1 of the load balancer
 *     web}
 * @param usually within what time it goes once its owner is deleted; null if it stays until
 *     somebody deletes it
 * @param remedy what somebody who wants it gone can do
 */
public record Holding(String what, @Nullable Duration usually, String remedy) {

    /** What it is, and whether to wait. */
    public String inWords() {
        return usually == null
                ? what + ", which does not go by itself"
                : what
                        + ", which usually goes within "
                        + Math.max(1, usually.toMinutes())
                        + " min of its owner's end";
    }
}
