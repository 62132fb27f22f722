package io.virtualqueue.server.push;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One address in front of several servers: passes connections on to one of them at a time. */
final class Balancer implements AutoCloseable {
    private static final int WAITING_CONNECTIONS = 50;

    private final ServerSocket door;
    private volatile @Nullable Integer target;

    Balancer() {
        try {
            door = new ServerSocket(0, WAITING_CONNECTIONS, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    String origin() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** From now on new connections go to this server. */
    void passTo(String origin) {
        target = URI.create(origin).getPort();
    }

    /** From now on new connections are dropped. */
    void passToNobody() {
        target = null;
    }

    private void accept() {
        while (true) {
            try {
                Socket client = door.accept();
                Thread.startVirtualThread(() -> pass(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket client) {
        Integer port = target;
        try (client) {
            if (port != null) {
                try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    Thread.startVirtualThread(() -> copy(server, client));
                    copy(client, server);
                }
            }
        } catch (IOException gone) {
            // The client sees it by its connection.
        }
    }

    /** Copies until one side ends, and ends the other. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // The other side sees it by its connection.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
