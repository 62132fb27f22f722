package io.virtualqueue.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/** A thread of a load, with a share of its connections. */
final class LoadThread implements Runnable {
    private static final int READ_BYTES = 65_536;
    private static final int SELECT_MILLIS = 50;
    /** An answer that takes longer is an error. */
    private static final long MAX_LATENCY_NANOS = 30_000_000_000L;

    private static final int MAX_ERROR_TEXT = 300;
    private static final int MAX_KINDS_OF_ERRORS = 3;

    private final LoadRun run;
    private final LoadPlan plan;
    private final Selector selector;
    private final List<LoadConnection> connections = new ArrayList<>();
    private final byte[] arrived = new byte[READ_BYTES];
    private final ByteBuffer reading = ByteBuffer.wrap(arrived);
    private final ByteBuffer sending = ByteBuffer.allocateDirect(RequestSource.MAX_REQUEST_BYTES);

    final Histogram latencies = new Histogram(3);
    final Map<String, Long> errors = new HashMap<>();
    long counted;
    long answers;
    long lastAnswerNanos;
    private int active;

    LoadThread(LoadRun run, LoadPlan plan) throws IOException {
        this.run = run;
        this.plan = plan;
        this.selector = Selector.open();
    }

    void connect(int number) throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), plan.port()));
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        LoadConnection connection = new LoadConnection(number, channel);
        connections.add(connection);
        channel.register(selector, SelectionKey.OP_READ, connection);
    }

    @Override
    public void run() {
        try {
            active = connections.size();
            connections.forEach(this::sendNext);
            while (active > 0) {
                selector.select(this::ready, SELECT_MILLIS);
                endIfOverdue();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            close();
        }
    }

    void close() {
        try {
            for (LoadConnection connection : connections) {
                connection.channel.close();
            }
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void endIfOverdue() {
        if (System.nanoTime() - run.stopAtNanos() > MAX_LATENCY_NANOS) {
            error("no answer within " + MAX_LATENCY_NANOS / 1_000_000_000 + " s");
            active = 0;
        }
    }

    private void ready(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (key.isWritable()) {
                finishSending(key, connection);
            }
            if (key.isReadable()) {
                read(connection);
            }
        } catch (IOException | WrongAnswerException failure) {
            drop(connection, failure);
        }
    }

    private void read(LoadConnection connection) throws IOException {
        reading.clear();
        int length = connection.channel.read(reading);
        if (length < 0) {
            throw new IOException("the server closed the connection");
        }
        if (length > 0 && connection.parser.feed(arrived, length)) {
            answered(connection);
        }
    }

    private void answered(LoadConnection connection) {
        long now = System.nanoTime();
        ResponseParser answer = connection.parser;
        if (answer.status() != plan.expectedStatus()) {
            throw new WrongAnswerException(answer.status() + " " + answer.body());
        }
        plan.check().accept(connection.number, answer);
        answers++;
        lastAnswerNanos = now;
        if (run.counts(now)) {
            counted++;
            latencies.recordValue(now - connection.sentAtNanos);
        }
        sendNext(connection);
    }

    private void sendNext(LoadConnection connection) {
        if (System.nanoTime() - run.stopAtNanos() >= 0) {
            active--;
            return;
        }
        sending.clear();
        if (!plan.source().next(connection.number, sending)) {
            active--;
            return;
        }
        sending.flip();
        connection.sentAtNanos = System.nanoTime();
        try {
            connection.channel.write(sending);
            if (sending.hasRemaining()) {
                connection.unsent =
                        ByteBuffer.allocate(sending.remaining()).put(sending).flip();
                Objects.requireNonNull(connection.channel.keyFor(selector))
                        .interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (IOException failure) {
            drop(connection, failure);
        }
    }

    private static void finishSending(SelectionKey key, LoadConnection connection) throws IOException {
        ByteBuffer unsent = connection.unsent;
        if (unsent != null) {
            connection.channel.write(unsent);
        }
        if (unsent == null || !unsent.hasRemaining()) {
            connection.unsent = null;
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** A connection that went wrong stays away: a load that is not answered as it should be is of no use. */
    private void drop(LoadConnection connection, Exception failure) {
        error(String.valueOf(failure.getMessage()));
        active--;
        try {
            connection.channel.close();
        } catch (IOException alsoThat) {
            error("cannot close: " + alsoThat.getMessage());
        }
    }

    private void error(String text) {
        String what = text.substring(0, Math.min(MAX_ERROR_TEXT, text.length()));
        if (errors.size() < MAX_KINDS_OF_ERRORS || errors.containsKey(what)) {
            errors.merge(what, 1L, Long::sum);
        } else {
            errors.merge("others", 1L, Long::sum);
        }
    }
}
