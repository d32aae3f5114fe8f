package dev.sila.localcloud;

import java.util.concurrent.locks.ReentrantLock;

/**
 * What every service of one local cloud shares.
 *
 * @param lock held while a request is handled or a timed task runs, so that handlers need no
 *     locking of their own
 */
public record Foundation(
        Realm realm, Identity identity, Timeline timeline, Events events, ReentrantLock lock) {}
