/** The main job end to end on the embedded local cloud, under traffic, with its proof. */
@NullMarked
package dev.sila.cli.demo;

import org.jspecify.annotations.NullMarked;
