package dev.sila.localcloud.traffic;

import org.jspecify.annotations.Nullable;

/**
 * How a listener's requests go to a target.
 *
 * @param port the port of the target; 0 for the one that it was registered with
 * @param tls whether the connection is encrypted; the target's certificate is not checked, as AWS's
 *     balancers do not check it
 * @param proxyProtocol the version of the PROXY header that precedes each connection's bytes; 0 for
 *     none
 * @param stickiness instead of the target group's; absent to keep that
 */
public record Upstream(int port, boolean tls, int proxyProtocol, @Nullable Stickiness stickiness) {
    /** On the registered port, as it is. */
    public static final Upstream PLAIN = new Upstream(0, false, 0, null);

    /** On the registered port, encrypted. */
    public static final Upstream ENCRYPTED = new Upstream(0, true, 0, null);
}
