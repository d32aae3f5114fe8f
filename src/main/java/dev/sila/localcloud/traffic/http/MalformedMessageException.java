package dev.sila.localcloud.traffic.http;

import java.io.IOException;

/**
 * The other side does not speak HTTP/1.1 as RFC 9112 wants it; the connection is of no more use.
 */
public final class MalformedMessageException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message);
    }
}
