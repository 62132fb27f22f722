/** A day in a clinic: many people, counters and staff at once, and at the end everything that happened is looked at. */
@NullMarked
package io.virtualqueue.server.clinic;

import org.jspecify.annotations.NullMarked;
