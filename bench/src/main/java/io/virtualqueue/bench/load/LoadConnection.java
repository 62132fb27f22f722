package io.virtualqueue.bench.load;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection of a load. */
final class LoadConnection {
    final int number;
    final SocketChannel channel;
    final ResponseParser parser = new ResponseParser();
    long sentAtNanos;
    /** What the socket did not take at once. */
    @Nullable
    ByteBuffer unsent;

    LoadConnection(int number, SocketChannel channel) {
        this.number = number;
        this.channel = channel;
    }
}
