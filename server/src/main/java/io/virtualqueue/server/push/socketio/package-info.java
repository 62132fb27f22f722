/** Socket.IO 4 at {@code /socket.io/}: Engine.IO over polling and WebSockets, rooms of staff and patients. */
@NullMarked
package io.virtualqueue.server.push.socketio;

import org.jspecify.annotations.NullMarked;
