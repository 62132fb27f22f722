/** The servers that are measured, and the way to their data. */
@NullMarked
package io.virtualqueue.bench.server;

import org.jspecify.annotations.NullMarked;
