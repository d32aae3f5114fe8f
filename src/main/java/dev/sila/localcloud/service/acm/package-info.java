/**
 * AWS Certificate Manager: certificates that are issued once DNS proves the domain, or imported.
 */
@NullMarked
package dev.sila.localcloud.service.acm;

import org.jspecify.annotations.NullMarked;
