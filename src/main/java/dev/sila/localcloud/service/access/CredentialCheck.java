package dev.sila.localcloud.service.access;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Call;
import dev.sila.localcloud.wire.ConnectionLost;
import dev.sila.localcloud.wire.Interceptor;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Refuses calls with keys that were issued here and are inactive, deleted or expired, and notes the
 * use of all others. Always on: a key that was not issued here is root's.
 */
public final class CredentialCheck implements Interceptor {
    private final Surroundings surroundings;

    public CredentialCheck(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public SdkPojo around(Call call, Handling next) throws ConnectionLost {
        String key = call.caller().accessKeyId();
        if (key.startsWith("A")) {
            try {
                surroundings.subject(key);
            } catch (AwsFailure failure) {
                throw Denial.ofCredentials(call.service(), failure);
            }
            surroundings.used(key, call.service());
        }
        return next.handle(call);
    }
}
