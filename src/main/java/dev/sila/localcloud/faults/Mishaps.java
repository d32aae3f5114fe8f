package dev.sila.localcloud.faults;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Call;
import dev.sila.localcloud.wire.ConnectionLost;
import dev.sila.localcloud.wire.Interceptor;
import java.util.Random;
import software.amazon.awssdk.core.SdkPojo;

/** Mishaps that strike a share of all calls by chance; the same seed, the same chance. */
final class Mishaps implements Interceptor {
    private final Random chance;
    private final double share;
    private final Interceptor mishap;

    private Mishaps(double share, long seed, Interceptor mishap) {
        this.share = share;
        this.chance = new Random(seed);
        this.mishap = mishap;
    }

    /** The call takes effect, or is refused, and nobody learns of it. */
    static Mishaps lostReplies(double share, long seed) {
        return new Mishaps(share, seed, Mishaps::withoutReply);
    }

    /**
     * The call takes no effect. AWS: "<a
     * href="https://docs.aws.amazon.com/ec2/latest/devguide/error-codes.html">server error
     * codes</a>", {@code InternalError} with status 500, {@code ServiceUnavailable} with 503.
     */
    static Mishaps unavailable(double share, long seed) {
        Random which = new Random(seed + 1);
        return new Mishaps(
                share,
                seed,
                (call, next) -> {
                    throw which.nextBoolean()
                            ? new AwsFailure("InternalError", "An internal error has occurred", 500)
                            : new AwsFailure(
                                    "ServiceUnavailable",
                                    "Service is unavailable. Please try again shortly.",
                                    503);
                });
    }

    /** A refusal is a reply too: it is lost like a response. */
    static SdkPojo withoutReply(Call call, Handling next) throws ConnectionLost {
        try {
            next.handle(call);
        } catch (AwsFailure refused) {
            throw new ConnectionLost(
                    "Fault: the refusal was lost: " + call.action() + ": " + refused.code());
        }
        throw new ConnectionLost("Fault: the reply was lost: " + call.action());
    }

    @Override
    public SdkPojo around(Call call, Handling next) throws ConnectionLost {
        return chance.nextDouble() < share ? mishap.around(call, next) : next.handle(call);
    }
}
