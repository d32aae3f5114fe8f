package dev.sila.localcloud.service.policy;

/** What a policy is attached to, which decides what its statements must and must not have. */
public enum PolicyKind {
    /** Attached to a user, group or role, as a boundary or to a session: no principal. */
    IDENTITY,
    /** Who may assume a role: a principal, no resource, only actions of STS. */
    TRUST,
    /** Attached to a queue, topic, bucket or endpoint: a principal and a resource. */
    RESOURCE
}
