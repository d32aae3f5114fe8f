/**
 * Everything together on the local cloud: contracts of all kinds, golden cases, deaths and faults.
 */
@NullMarked
package dev.sila.rehearsal;

import org.jspecify.annotations.NullMarked;
