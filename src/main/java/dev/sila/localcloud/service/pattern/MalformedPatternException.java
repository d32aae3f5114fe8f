package dev.sila.localcloud.service.pattern;

/** A pattern is none; the message says why. */
public final class MalformedPatternException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedPatternException(String message) {
        super(message);
    }
}
