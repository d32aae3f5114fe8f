package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Permissions that a request gives and takes: as lists of both, or in the older form as an
 * operation with names.
 */
record Grants<P>(List<P> added, List<P> removed) {

    /**
     * What a request means.
     *
     * @param operation "add" or "remove", for the names
     * @param named in the older form
     * @throws AwsFailure {@code MissingParameter} if it gives and takes nothing, {@code
     *     InvalidParameterValue} for another operation
     */
    static <P> Grants<P> of(
            @Nullable String operation, List<P> named, List<P> added, List<P> removed) {
        if (named.isEmpty() && added.isEmpty() && removed.isEmpty()) {
            throw Refusals.missing("UserId, UserGroup or a list of permissions");
        }
        if (named.isEmpty()) {
            return new Grants<>(added, removed);
        }
        return switch (Refusals.required(operation, "OperationType")) {
            case "add" -> new Grants<>(joined(added, named), removed);
            case "remove" -> new Grants<>(added, joined(removed, named));
            default ->
                    throw Refusals.invalid("operationType", operation, "Expecting add or remove.");
        };
    }

    private static <P> List<P> joined(List<P> one, List<P> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    void apply(Collection<P> to) {
        to.addAll(added);
        to.removeAll(List.copyOf(removed));
    }

    /** Refuses account numbers that are none. */
    static void checkAccount(@Nullable String account) {
        if (account != null && !account.matches("\\d{12}")) {
            throw new AwsFailure(
                    "InvalidUserID.Malformed", "Invalid user id: \"%s\"".formatted(account));
        }
    }
}
