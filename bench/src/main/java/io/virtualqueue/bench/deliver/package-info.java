/** The other end of webhooks: who receives deliveries, and who sends such without anything behind them. */
@NullMarked
package io.virtualqueue.bench.deliver;

import org.jspecify.annotations.NullMarked;
