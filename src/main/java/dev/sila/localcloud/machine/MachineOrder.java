package dev.sila.localcloud.machine;

/**
 * What a machine is to be.
 *
 * @param instanceId its instance
 * @param privateAddress its address in the VPC
 * @param userData the instance's user data as plain text, empty for none
 */
public record MachineOrder(String instanceId, String privateAddress, String userData) {}
