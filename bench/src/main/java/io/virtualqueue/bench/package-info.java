/** Measures the packaged server under load, each figure beside its limit in the same run. */
@NullMarked
package io.virtualqueue.bench;

import org.jspecify.annotations.NullMarked;
