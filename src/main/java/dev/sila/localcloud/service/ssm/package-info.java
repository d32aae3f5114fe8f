/**
 * Systems Manager: documents, parameters, commands, automations, maintenance windows and patch
 * baselines. What carries commands out in a machine is an interface.
 */
@NullMarked
package dev.sila.localcloud.service.ssm;

import org.jspecify.annotations.NullMarked;
