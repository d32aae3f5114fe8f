/** What is wrong, where, and what to do about it. Every error a user sees is built from these. */
@NullMarked
package dev.sila.problem;

import org.jspecify.annotations.NullMarked;
