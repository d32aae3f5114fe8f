/** One file per kind of AWS resource, and {@code Kinds}, the list of them. */
@NullMarked
package dev.sila.aws.kind;

import org.jspecify.annotations.NullMarked;
