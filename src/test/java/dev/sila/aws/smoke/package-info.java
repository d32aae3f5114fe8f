/** Smoke tests against something that answers. */
@NullMarked
package dev.sila.aws.smoke;

import org.jspecify.annotations.NullMarked;
