/** Listens to live updates on very many connections, and notes when what was heard, at little cost of its own. */
@NullMarked
package io.virtualqueue.bench.listen;

import org.jspecify.annotations.NullMarked;
