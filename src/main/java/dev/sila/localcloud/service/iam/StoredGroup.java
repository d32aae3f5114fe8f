package dev.sila.localcloud.service.iam;

import java.util.LinkedHashSet;
import java.util.Set;

/** A group with its users. */
final class StoredGroup extends Entity {
    final Attachments policies = new Attachments(Attachments.Rules.GROUP);
    final Set<StoredUser> users = new LinkedHashSet<>();

    StoredGroup(Origin origin, String name, String path) {
        super(Kind.GROUP, origin, name, path);
    }
}
