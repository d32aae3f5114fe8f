/** The services: typed handlers over one in-memory store, one operation group per file. */
@NullMarked
package dev.sila.localcloud.service;

import org.jspecify.annotations.NullMarked;
