/** Load balancers that really listen, check health, spread requests and drain. */
@NullMarked
package dev.sila.localcloud.traffic;

import org.jspecify.annotations.NullMarked;
