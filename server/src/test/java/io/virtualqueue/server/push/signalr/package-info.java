@NullMarked
package io.virtualqueue.server.push.signalr;

import org.jspecify.annotations.NullMarked;
