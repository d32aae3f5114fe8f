/** The local cloud, tried through the SDK as a program on AWS would. */
@NullMarked
package dev.sila.localcloud;

import org.jspecify.annotations.NullMarked;
