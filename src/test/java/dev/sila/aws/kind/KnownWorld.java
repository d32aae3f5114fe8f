package dev.sila.aws.kind;

import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.World;
import java.util.List;

/** A world of given resources, whose identifiers are {@code id-} and the name. */
record KnownWorld(List<Found<?>> all) implements World {
    static final Ids IDS = ref -> "id-" + ref.name();

    static KnownWorld of(Found<?>... all) {
        return new KnownWorld(List.of(all));
    }

    @Override
    public <S extends Spec> List<Found<S>> found(Class<S> type) {
        return all.stream()
                .filter(each -> type.isInstance(each.state()))
                .map(each -> new Found<>(each.id(), type.cast(each.state()), each.attrs()))
                .toList();
    }

    /** A reference as a found state holds it. */
    static <S extends Spec> Ref<S> identifier(Ref<S> ref) {
        return new Ref<>(ref.type(), IDS.of(ref));
    }
}
