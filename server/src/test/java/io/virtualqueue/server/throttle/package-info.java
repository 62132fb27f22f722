@NullMarked
package io.virtualqueue.server.throttle;

import org.jspecify.annotations.NullMarked;
