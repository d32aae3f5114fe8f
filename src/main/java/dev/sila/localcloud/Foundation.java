package dev.sila.localcloud;

import java.util.concurrent.locks.ReentrantLock;

/**
 * What every service of one local cloud shares.
 *
 * @param lock held while a request is handled or a timed task runs, so that handlers need no
 *     locking of their own
 */
public record Foundation(
        Realm realm,
        Identity identity,
        Timeline timeline,
        Events events,
        Quotas quotas,
        Endpoint endpoint,
        Lingering lingering,
        ReentrantLock lock) {
    /** One whose quotas are still to be registered, and which does not listen yet. */
    public Foundation(
            Realm realm, Identity identity, Timeline timeline, Events events, ReentrantLock lock) {
        this(
                realm,
                identity,
                timeline,
                events,
                new Quotas(),
                new Endpoint(),
                new Lingering(),
                lock);
    }
}
