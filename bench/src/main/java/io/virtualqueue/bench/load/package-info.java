/** Puts HTTP load on a server and reads its answers, at little cost of its own. */
@NullMarked
package io.virtualqueue.bench.load;

import org.jspecify.annotations.NullMarked;
