/** Load balancers' traffic, tried by itself. */
@NullMarked
package dev.sila.localcloud.traffic;

import org.jspecify.annotations.NullMarked;
