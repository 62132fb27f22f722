/** Figures, statistics and the page that shows them. */
@NullMarked
package io.virtualqueue.bench.report;

import org.jspecify.annotations.NullMarked;
