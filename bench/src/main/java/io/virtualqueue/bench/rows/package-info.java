/** The rows of the report, one class each. */
@NullMarked
package io.virtualqueue.bench.rows;

import org.jspecify.annotations.NullMarked;
