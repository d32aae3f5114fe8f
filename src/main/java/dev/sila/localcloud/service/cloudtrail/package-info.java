/** CloudTrail: the event history of every call that changes something. */
@NullMarked
package dev.sila.localcloud.service.cloudtrail;

import org.jspecify.annotations.NullMarked;
