package dev.sila.simulation;

/** What periods without data are to an alarm: TreatMissingData of PutMetricAlarm. */
public enum MissingData {
    MISSING,
    BREACHING,
    NOT_BREACHING,
    IGNORE
}
