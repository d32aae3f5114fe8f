/** What holds a resource that is to be deleted, whose it is, and how long it usually stays. */
@NullMarked
package dev.sila.aws.hold;

import org.jspecify.annotations.NullMarked;
