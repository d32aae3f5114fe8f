package dev.sila.localcloud;

/**
 * One quota of one service, as Service Quotas lists it.
 *
 * @param service the service code of Service Quotas, such as {@code vpc}
 * @param code the quota's code, such as {@code L-F678F1CE}
 * @param name AWS's name of it, such as {@code VPCs per Region}
 * @param standard what a new account has
 * @param adjustable whether AWS raises it on request
 */
public record Quota(String service, String code, String name, int standard, boolean adjustable) {}
