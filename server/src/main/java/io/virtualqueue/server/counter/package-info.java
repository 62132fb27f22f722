/**
 * Where people are served: locations with their hours, the counters there, what each serves and who works at it; and
 * calling whoever is next over all services of a counter.
 */
@NullMarked
package io.virtualqueue.server.counter;

import org.jspecify.annotations.NullMarked;
