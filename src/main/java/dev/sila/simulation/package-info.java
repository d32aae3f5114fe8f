/**
 * What a group's scaling would have done: a metric series replayed through alarms, policies and
 * schedules by AWS's documented rules, without a cloud. Pure functions of plain values.
 */
@NullMarked
package dev.sila.simulation;

import org.jspecify.annotations.NullMarked;
