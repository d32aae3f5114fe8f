/** What classic and v2 load balancers share: names, places, tags, pages, zones and certificates. */
@NullMarked
package dev.sila.localcloud.service.balancing;

import org.jspecify.annotations.NullMarked;
