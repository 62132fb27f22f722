/** What the machine does while something is measured: cores, processes, load from outside. */
@NullMarked
package io.virtualqueue.bench.machine;

import org.jspecify.annotations.NullMarked;
