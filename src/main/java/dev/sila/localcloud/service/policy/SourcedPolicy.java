package dev.sila.localcloud.service.policy;

/**
 * A policy and where it comes from.
 *
 * @param id its name, or its ARN
 * @param type as simulation names it: {@code IAM Policy}, {@code user}, {@code group}, {@code
 *     role}, {@code resource} …
 */
public record SourcedPolicy(String id, String type, PolicyDocument document) {}
