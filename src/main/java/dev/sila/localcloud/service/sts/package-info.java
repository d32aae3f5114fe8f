/** STS: who calls, and sessions of roles. */
@NullMarked
package dev.sila.localcloud.service.sts;

import org.jspecify.annotations.NullMarked;
