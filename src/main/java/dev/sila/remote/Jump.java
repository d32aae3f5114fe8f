package dev.sila.remote;

/**
 * A host through which others are reached.
 *
 * @param target where it is
 * @param user who logs in there
 */
public record Jump(Target target, String user) {}
