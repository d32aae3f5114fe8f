/** EC2: networks, security groups, launch templates, images and instances, with AWS's refusals. */
@NullMarked
package dev.sila.localcloud.service.ec2;

import org.jspecify.annotations.NullMarked;
