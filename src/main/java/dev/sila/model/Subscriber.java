package dev.sila.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody or something that is told.
 *
 * @param protocol as SNS calls it: {@code email}, {@code http}, {@code https} or {@code sqs}
 * @param endpoint an e-mail address, a URL, or the ARN of a queue
 */
public record Subscriber(String protocol, String endpoint) {
    private static final Pattern MAIL = Pattern.compile("[^@\\s:/,]+@[^@\\s:/,]+\\.[^@\\s:/,.]+");

    /** A queue of the standard sort: SNS sends to the other sort only from topics of that sort. */
    private static final Pattern QUEUE =
            Pattern.compile("arn:aws[a-z-]*:sqs:[a-z0-9-]+:\\d{12}:[\\w-]{1,80}");

    /**
     * Reads an e-mail address, a URL, or the ARN of a queue; its form says which it is.
     *
     * @return empty when the text is none of these, and for a URL with a user or a password in it:
     *     AWS shows it with asterisks, so that it could not be recognised again
     */
    public static Optional<Subscriber> read(String text) {
        if (QUEUE.matcher(text).matches()) {
            return Optional.of(new Subscriber("sqs", text));
        }
        if (text.startsWith("http://") || text.startsWith("https://")) {
            return isAddress(text)
                    ? Optional.of(new Subscriber(text.substring(0, text.indexOf(':')), text))
                    : Optional.empty();
        }
        return MAIL.matcher(text).matches()
                ? Optional.of(new Subscriber("email", text))
                : Optional.empty();
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
