@NullMarked
package io.virtualqueue.server.counter;

import org.jspecify.annotations.NullMarked;
