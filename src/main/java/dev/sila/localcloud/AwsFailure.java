package dev.sila.localcloud;

/**
 * A refusal as AWS words it. Handlers throw it; the wire layer renders it in the protocol of the
 * request.
 */
public final class AwsFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String shape;
    private final int status;

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
}
