package dev.sila.simulation;

/** The states of an alarm. */
enum AlarmState {
    OK,
    ALARM,
    INSUFFICIENT_DATA
}
