package dev.sila.localcloud.service.policy;

/**
 * What is to be decided: may this principal do this to that?
 *
 * @param action with its prefix, such as {@code ec2:RunInstances}
 * @param resource an ARN, or {@code *} for an action without one
 */
public record AccessRequest(
        Principal principal, String action, String resource, ContextKeys keys) {}
