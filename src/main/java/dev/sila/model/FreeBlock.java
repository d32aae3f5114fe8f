package dev.sila.model;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * Finds a free block in a range: the search begins at a place drawn from the seed and the block's
 * name, and goes upwards and around. So the same question has the same answer, different
 * environments rarely meet at the same block, and a block is found whenever one is free.
 */
final class FreeBlock {
    private FreeBlock() {}

    /**
     * A block of that prefix which overlaps none of the taken ranges and holds all of the inner
     * ones; empty if there is none.
     */
    static Optional<Cidr> find(
            Cidr space,
            int prefix,
            Collection<Cidr> taken,
            List<Cidr> inner,
            long seed,
            String name) {
        long count = space.blocks(prefix);
        if (count == 0) {
            return Optional.empty();
        }
        if (!inner.isEmpty()) {
            return around(space, prefix, inner.getFirst())
                    .filter(block -> inner.stream().allMatch(block::contains))
                    .filter(block -> free(block, taken));
        }
        long start = new SplittableRandom(mix(seed, name)).nextLong(count);
        long tried = 0;
        while (tried < count) {
            Cidr block = space.block(prefix, (start + tried) % count);
            Optional<Cidr> obstacle = taken.stream().filter(block::overlaps).findFirst();
            if (obstacle.isEmpty()) {
                return Optional.of(block);
            }
            long behind = (obstacle.get().broadcast() - block.network()) / block.size() + 1;
            long untilEnd = count - (start + tried) % count;
            tried += Math.min(behind, untilEnd);
        }
        return Optional.empty();
    }

    private static Optional<Cidr> around(Cidr space, int prefix, Cidr inner) {
        return space.contains(inner) && inner.prefix() >= prefix
                ? Optional.of(
                        space.block(prefix, (inner.network() - space.network()) >> (32 - prefix)))
                : Optional.empty();
    }

    private static boolean free(Cidr block, Collection<Cidr> taken) {
        return taken.stream().noneMatch(block::overlaps);
    }

    private static long mix(long seed, String name) {
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        return seed * 31 + sum.getValue();
    }
}
