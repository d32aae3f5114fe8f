package dev.sila.localcloud.service.cloudtrail;

import dev.sila.localcloud.wire.Caller;

/** Who stands behind an access key. */
@FunctionalInterface
public interface Identities {
    /** Whoever signed the call; the account's root if nobody else is known by that key. */
    Identity of(Caller caller);

    /**
     * A caller as IAM knows it.
     *
     * @param id such as {@code AIDA…} of a user, {@code AROA…:session} of a session
     * @param arn of a user, of a session, or of the account's root
     */
    record Identity(String id, String arn) {}
}
