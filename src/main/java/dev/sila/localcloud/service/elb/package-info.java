/** The service Elastic Load Balancing: classic load balancers. */
@NullMarked
package dev.sila.localcloud.service.elb;

import org.jspecify.annotations.NullMarked;
