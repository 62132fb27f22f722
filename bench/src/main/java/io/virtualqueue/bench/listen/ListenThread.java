package io.virtualqueue.bench.listen;

import io.virtualqueue.bench.load.WrongAnswerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A thread with a share of the listeners. What others ask of it is synchronized with each round of reading. */
final class ListenThread implements Runnable {
    /** How many of its connections are opened at the same time: fewer than wait to be accepted. */
    static final int MAX_OPENING = 64;
    /** A listener says so often that it is there, where that is expected of it: servers of SignalR bear 30 s. */
    static final Duration SIGN_AFTER = Duration.ofSeconds(12);

    private static final int READ_BYTES = 65_536;
    private static final int SELECT_MILLIS = 20;
    private static final int MAX_KINDS_OF_ERRORS = 5;
    /** How many are looked at between two rounds of reading, whether they have to say that they are there. */
    private static final int SIGNS_PER_ROUND = 100;

    private final InetSocketAddress address;
    private final Selector selector = Selector.open();
    private final Deque<Runnable> notYetOpened = new ArrayDeque<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final Map<String, Long> errors = new HashMap<>();
    private final byte[] arrived = new byte[READ_BYTES];
    private final ByteBuffer reading = ByteBuffer.wrap(arrived);
    private volatile boolean isClosed;
    private @Nullable Noting noting;
    private int opened;
    private int ready;
    private int lost;
    private int nextSign;

    ListenThread(int port) throws IOException {
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** One more that is to listen; before the thread starts. */
    void add(int number, Dialect dialect) {
        notYetOpened.add(() -> open(number, dialect));
    }

    @Override
    public void run() {
        try {
            while (!isClosed) {
                selector.select(SELECT_MILLIS);
                round();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            closeAll();
        }
    }

    private synchronized void round() {
        selector.selectedKeys().forEach(this::read);
        selector.selectedKeys().clear();
        while (!notYetOpened.isEmpty() && opened - ready - lost < MAX_OPENING) {
            notYetOpened.remove().run();
        }
        signs();
    }

    private void open(int number, Dialect dialect) {
        opened++;
        try {
            SocketChannel channel = SocketChannel.open(address);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Listener listener = new Listener(number, dialect, channel, () -> ready++);
            channel.register(selector, SelectionKey.OP_READ, listener);
            listeners.add(listener);
            listener.begin();
        } catch (IOException failure) {
            lose(dialect, failure);
        }
    }

    private void read(SelectionKey key) {
        Listener listener = (Listener) key.attachment();
        try {
            reading.clear();
            int length = key.isValid() ? listener.channel.read(reading) : 0;
            if (length < 0) {
                throw new IOException("the server closed the connection");
            }
            listener.read(arrived, length, noting);
        } catch (IOException | UncheckedIOException | WrongAnswerException failure) {
            drop(listener, failure);
        }
    }

    private void drop(Listener listener, Exception failure) {
        close(listener);
        listeners.remove(listener);
        ready -= listener.isReady() ? 1 : 0;
        lose(listener.dialect, failure);
    }

    private void signs() {
        long now = System.nanoTime();
        for (int i = 0; i < Math.min(SIGNS_PER_ROUND, listeners.size()); i++) {
            nextSign = (nextSign + 1) % listeners.size();
            Listener listener = listeners.get(nextSign);
            try {
                listener.signAfter(SIGN_AFTER.toNanos(), now);
            } catch (UncheckedIOException failure) {
                drop(listener, failure);
            }
        }
    }

    private void lose(Dialect dialect, Exception failure) {
        lost++;
        String what = dialect.name() + ": " + failure.getMessage();
        boolean isKnown = errors.size() < MAX_KINDS_OF_ERRORS || errors.containsKey(what);
        errors.merge(isKnown ? what : "others", 1L, Long::sum);
    }

    /** How many listen to all that they want. */
    synchronized int ready() {
        return ready;
    }

    /** How many were refused, or have lost their connections. */
    synchronized int lost() {
        return lost;
    }

    synchronized Map<String, Long> errors() {
        return Map.copyOf(errors);
    }

    /** Notes from now on what is heard, or, with null, nothing any more. */
    synchronized void note(@Nullable Noting where) {
        noting = where;
    }

    /** Whether all of them have heard of the event of that number. */
    synchronized boolean haveHeard(long number) {
        return listeners.stream().allMatch(listener -> listener.queueNumber() >= number);
    }

    /** Ends the thread soon, and all connections with it. */
    void close() {
        isClosed = true;
        selector.wakeup();
    }

    private synchronized void closeAll() {
        listeners.forEach(ListenThread::close);
        try {
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void close(Listener listener) {
        try {
            listener.channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
