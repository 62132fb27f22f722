package io.virtualqueue.engine;

import java.time.Instant;

/** An event of the past, and when it happened. */
public record PastEvent(Instant at, Event event) {}
