/** IAM: roles with their policies and tags, and instance profiles. */
@NullMarked
package dev.sila.localcloud.service.iam;

import org.jspecify.annotations.NullMarked;
