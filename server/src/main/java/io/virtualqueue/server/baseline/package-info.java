/** Answers that do nothing, by which the benchmarks know what the rest costs. */
@NullMarked
package io.virtualqueue.server.baseline;

import org.jspecify.annotations.NullMarked;
