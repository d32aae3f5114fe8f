package dev.sila.localcloud.wire;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The XML of objects that appear in answer after answer, such as the instances of a fleet: SDK
 * objects never change, so what was written of one holds as long as it lives. An object is
 * remembered from the second time on, so that those made for one answer cost nothing.
 *
 * <p>Threads: any number at once.
 */
final class Fragments {
    /** Objects with fewer members are as fast to write as to look up. */
    private static final int WORTHWHILE = 12;

    private static final int SEEN = 1 << 14;

    private final Map<Object, Content> kept = new ConcurrentHashMap<>();
    private final ReferenceQueue<SdkPojo> gone = new ReferenceQueue<>();
    private final AtomicIntegerArray seen = new AtomicIntegerArray(SEEN);

    /** Whether it can pay to remember such an object. */
    static boolean worthwhile(SdkPojo object) {
        return object.sdkFields().size() >= WORTHWHILE;
    }

    /** What was written of the object, if it is remembered. */
    @Nullable Content of(SdkPojo object) {
        return kept.get(new Lookup(object));
    }

    /** Learns what was written of the object. */
    void written(SdkPojo object, List<Content> xml) {
        int identity = System.identityHashCode(object);
        int slot = identity & (SEEN - 1);
        if (seen.getAndSet(slot, identity) == identity) {
            kept.put(new Kept(object, gone), Content.of(Content.joined(xml).bytes()));
        }
        for (Object old = gone.poll(); old != null; old = gone.poll()) {
            kept.remove(old);
        }
    }

    /** An object by its identity, which the map does not keep alive. */
    private static final class Kept extends WeakReference<SdkPojo> {
        private final int hash;

        Kept(SdkPojo object, ReferenceQueue<SdkPojo> queue) {
            super(object, queue);
            hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        /** Two keys of one object are equal as long as it lives. */
        @Override
        public boolean equals(@Nullable Object other) {
            SdkPojo mine = get();
            return this == other
                    || (other instanceof Kept kept && mine != null && kept.refersTo(mine));
        }
    }

    /** The same identity for one look-up: weak references are dear to the garbage collector. */
    private record Lookup(SdkPojo object) {
        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Kept kept && kept.refersTo(object);
        }
    }
}
