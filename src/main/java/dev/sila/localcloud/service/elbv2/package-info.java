/** Elastic Load Balancing v2: application load balancers over the living traffic side. */
@NullMarked
package dev.sila.localcloud.service.elbv2;

import org.jspecify.annotations.NullMarked;
