@NullMarked
package io.virtualqueue.server.push.socketio;

import org.jspecify.annotations.NullMarked;
