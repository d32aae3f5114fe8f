package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import org.jspecify.annotations.Nullable;

/**
 * An internet gateway, attached to its VPC.
 *
 * @param vpc the VPC it is attached to; null only on a found one that is attached to nothing
 */
public record InternetGateway(String name, @Nullable Ref<Vpc> vpc, Tags tags) implements Spec {}
