/** How one learns that hosts have passed their smoke tests. */
@NullMarked
package dev.sila.aws.smoke;

import org.jspecify.annotations.NullMarked;
