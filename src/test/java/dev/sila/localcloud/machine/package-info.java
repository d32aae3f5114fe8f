/** Tests of the machines behind instances. */
@NullMarked
package dev.sila.localcloud.machine;

import org.jspecify.annotations.NullMarked;
