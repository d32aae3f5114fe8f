/**
 * Looks at the credentials of every call, and, where it is switched on, decides by policies whether
 * the call may be made.
 */
@NullMarked
package dev.sila.localcloud.service.access;

import org.jspecify.annotations.NullMarked;
