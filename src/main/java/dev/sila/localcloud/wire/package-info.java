/** AWS's wire protocols, read and written from the SDK's own metadata. */
@NullMarked
package dev.sila.localcloud.wire;

import org.jspecify.annotations.NullMarked;
