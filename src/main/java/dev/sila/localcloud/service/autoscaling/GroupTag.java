package dev.sila.localcloud.service.autoscaling;

/** A group's tag, and whether its instances get it at launch. */
record GroupTag(String key, String value, boolean atLaunch) {}
