/** Measures the engine's line in memory, alone: no server, no database. */
@NullMarked
package io.virtualqueue.bench.line;

import org.jspecify.annotations.NullMarked;
