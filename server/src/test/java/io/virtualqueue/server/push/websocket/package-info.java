@NullMarked
package io.virtualqueue.server.push.websocket;

import org.jspecify.annotations.NullMarked;
