package dev.sila.aws;

import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A request that changes something was sent, but its reply never came: nobody knows whether AWS did
 * it. Never repeated by the SDK; the next find decides. It has no {@link java.io.IOException} as
 * its cause, because the SDK's retries would take that as leave to repeat it.
 */
public final class LostReply extends SdkClientException {
    private static final long serialVersionUID = 1L;

    /**
     * @param action the service's action, such as {@code CreateRoute}
     * @param why how the connection failed
     */
    public LostReply(String action, Throwable why) {
        super(
                SdkClientException.builder()
                        .message(
                                action
                                        + " was sent, but the reply was lost ("
                                        + why
                                        + "): whether it was done is unknown."));
        addSuppressed(why);
    }

    private LostReply(SdkClientException.Builder builder) {
        super(builder);
    }

    /** The SDK rebuilds exceptions to add the number of attempts; this must stay what it is. */
    @Override
    public SdkClientException.Builder toBuilder() {
        return new Rebuilding(this);
    }

    private static final class Rebuilding extends SdkClientException.BuilderImpl {
        private final LostReply original;

        Rebuilding(LostReply original) {
            super(original);
            this.original = original;
        }

        @Override
        public LostReply build() {
            LostReply rebuilt = new LostReply(this);
            for (Throwable each : original.getSuppressed()) {
                rebuilt.addSuppressed(each);
            }
            return rebuilt;
        }
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
