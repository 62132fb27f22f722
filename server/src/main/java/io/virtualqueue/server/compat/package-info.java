/**
 * The paths, names and envelopes of older systems, so that their clients go on working: a clinic's, a waiting room's, and
 * those of the integration guide without a version. What they ask for is done by the features; nothing is decided here.
 */
@NullMarked
package io.virtualqueue.server.compat;

import org.jspecify.annotations.NullMarked;
