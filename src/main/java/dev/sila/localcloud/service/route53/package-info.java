/** Route 53: hosted zones, record sets, and what they answer. */
@NullMarked
package dev.sila.localcloud.service.route53;

import org.jspecify.annotations.NullMarked;
