/**
 * Policy documents: read, checked and evaluated as AWS does, for any service that has them. Knows
 * nothing of who keeps them. Source: IAM user guide, grammar of the IAM JSON policy language and
 * policy evaluation logic.
 */
@NullMarked
package dev.sila.localcloud.service.policy;

import org.jspecify.annotations.NullMarked;
