/** Tests of the AWS side without AWS: on a manual clock, small servers and canned replies. */
@NullMarked
package dev.sila.aws;

import org.jspecify.annotations.NullMarked;
