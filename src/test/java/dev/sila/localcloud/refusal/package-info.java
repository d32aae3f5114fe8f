/** What AWS refuses, rule by rule, with the source of each in AWS's documentation. */
@NullMarked
package dev.sila.localcloud.refusal;

import org.jspecify.annotations.NullMarked;
