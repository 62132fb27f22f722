/**
 * The queue itself: who stands where, who goes next, and when. Pure data and pure functions; no clock, thread,
 * database or framework.
 */
@NullMarked
package io.virtualqueue.engine;

import org.jspecify.annotations.NullMarked;
