/** The AWS side: clients, token buckets, error classification, waiters, audit; verbs over them. */
@NullMarked
package dev.sila.aws;

import org.jspecify.annotations.NullMarked;
