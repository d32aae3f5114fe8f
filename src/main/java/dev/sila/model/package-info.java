/** What environments and fleets are: immutable records and pure rules about them, without I/O. */
@NullMarked
package dev.sila.model;

import org.jspecify.annotations.NullMarked;
