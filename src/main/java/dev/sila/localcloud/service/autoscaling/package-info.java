/** EC2 Auto Scaling: groups that keep their size, scale by policy and replace what fails. */
@NullMarked
package dev.sila.localcloud.service.autoscaling;

import org.jspecify.annotations.NullMarked;
