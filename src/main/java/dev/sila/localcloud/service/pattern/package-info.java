/** Patterns of JSON, by which EventBridge's rules and SNS's subscriptions choose. */
@NullMarked
package dev.sila.localcloud.service.pattern;

import org.jspecify.annotations.NullMarked;
