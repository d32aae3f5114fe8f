package dev.sila.localcloud.wire;

import java.io.IOException;

/**
 * The connection broke before a reply came through. Whether the request took effect is not known to
 * the caller: that is the point of it. In-process clients receive it as it is; over HTTP the
 * connection is closed.
 */
public final class ConnectionLost extends IOException {
    private static final long serialVersionUID = 1L;

    public ConnectionLost(String message) {
        super(message);
    }
}
