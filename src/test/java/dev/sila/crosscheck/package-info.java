/** Sila and its local cloud against programs that others wrote: the AWS CLI and moto. */
@NullMarked
package dev.sila.crosscheck;

import org.jspecify.annotations.NullMarked;
