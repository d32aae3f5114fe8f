package dev.sila.localcloud.traffic;

/**
 * What a balancer does to a request's header fields.
 *
 * @param forwardedFor what becomes of X-Forwarded-For: {@code append}, {@code preserve} or {@code
 *     remove}
 * @param clientPort whether X-Forwarded-For tells the client's port too
 * @param dropInvalid whether fields whose names have other characters than letters, digits and
 *     hyphens are dropped
 */
public record Forwarding(String forwardedFor, boolean clientPort, boolean dropInvalid) {
    /** AWS's defaults. */
    public static final Forwarding STANDARD = new Forwarding("append", false, false);
}
