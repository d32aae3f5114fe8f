/** S3: buckets, their objects in versions, and the configurations of buckets. */
@NullMarked
package dev.sila.localcloud.service.s3;

import org.jspecify.annotations.NullMarked;
