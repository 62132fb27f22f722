/** WebSockets without a library: JSON texts of a type and its data. */
@NullMarked
package io.virtualqueue.server.push.websocket;

import org.jspecify.annotations.NullMarked;
