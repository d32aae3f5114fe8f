package dev.sila.localcloud;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A refusal as AWS words it. Handlers throw it; the wire layer renders it in the protocol of the
 * request.
 */
public final class AwsFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String shape;
    private final int status;
    private final TreeMap<String, String> details = new TreeMap<>();
    private final TreeMap<String, String> headers = new TreeMap<>();

    /**
     * @param code AWS's error code, such as {@code DependencyViolation}
     * @param message AWS's message, with the names of what is in the way
     * @param status the HTTP status: 400 for most, 404, 409, 500, 503 where AWS uses them
     */
    public AwsFailure(String code, String message, int status) {
        this(code, code, message, status);
    }

    /**
     * A refusal of a JSON service that once spoke query, such as SQS.
     *
     * @param code the error code of its query days, by which clients go on to tell errors apart
     * @param shape the name of the exception in its model, which JSON replies carry as {@code
     *     __type}
     */
    public AwsFailure(String code, String shape, String message, int status) {
        super(message);
        this.code = code;
        this.shape = shape;
        this.status = status;
    }

    /** A refusal with HTTP status 400, as nearly all are. */
    public AwsFailure(String code, String message) {
        this(code, message, 400);
    }

    public String code() {
        return code;
    }

    /** The name of the exception in the service's model; the code, unless told otherwise. */
    public String shape() {
        return shape;
    }

    public int status() {
        return status;
    }

    /** The same refusal with one more member of AWS's error, such as {@code BucketName} of S3. */
    public AwsFailure detail(String name, String value) {
        AwsFailure more = copy();
        more.details.put(name, value);
        return more;
    }

    /** The same refusal with one more header in its reply. REST services alone have such. */
    public AwsFailure header(String name, String value) {
        AwsFailure more = copy();
        more.headers.put(name, value);
        return more;
    }

    /** Members of the error besides code and message. */
    public Map<String, String> details() {
        return Collections.unmodifiableMap(details);
    }

    /** Headers of the reply. */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    private AwsFailure copy() {
        AwsFailure copy = new AwsFailure(code, String.valueOf(getMessage()), status);
        copy.details.putAll(details);
        copy.headers.putAll(headers);
        return copy;
    }
}
