package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Systems Manager's refusals by kind. */
final class Refusals {
    private Refusals() {}

    static AwsFailure validation(String message) {
        return new AwsFailure("ValidationException", message);
    }

    static AwsFailure invalidDocument(String message) {
        return new AwsFailure("InvalidDocument", message);
    }

    static AwsFailure invalidContent(String message) {
        return new AwsFailure("InvalidDocumentContent", message);
    }

    static AwsFailure invalidFilter(String key) {
        return new AwsFailure(
                "InvalidFilterKey", "The filter key that was specified isn't valid: " + key);
    }

    static AwsFailure doesNotExist(String what, String id) {
        return new AwsFailure("DoesNotExistException", what + " " + id + " does not exist");
    }

    /** Refuses a member that AWS has and the local cloud does not, if it is set. */
    static void unsupported(String member, @Nullable Object value) {
        boolean set =
                switch (value) {
                    case null -> false;
                    case Collection<?> many -> !many.isEmpty();
                    case Map<?, ?> many -> !many.isEmpty();
                    default -> true;
                };
        if (set) {
            throw validation("The local cloud does not support " + member + ".");
        }
    }
}
