package io.virtualqueue.engine;

/** By which way a person came into a queue. */
public enum Channel {
    API,
    STAFF,
    KIOSK,
    QR,
    MOBILE
}
