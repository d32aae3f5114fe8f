/** Leases: that only one run at a time changes an environment. */
@NullMarked
package dev.sila.aws.lease;

import org.jspecify.annotations.NullMarked;
