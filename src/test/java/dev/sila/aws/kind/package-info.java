/** Tests of what kinds make of AWS's answers. */
@NullMarked
package dev.sila.aws.kind;

import org.jspecify.annotations.NullMarked;
