/** Just enough of HTTP/1.1, read and written with care, for balancers and simulated machines. */
@NullMarked
package dev.sila.localcloud.traffic.http;

import org.jspecify.annotations.NullMarked;
