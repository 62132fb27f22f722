package io.virtualqueue.bench.listen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One connection, and what was heard on it last. Belongs to one thread. */
final class Listener implements Inbox.Reader {
    /** Those with a place up to this one are near the head of the line. */
    static final int NEAR = 100;

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final byte TEXT_FRAME = (byte) 0x81;
    private static final byte PONG_FRAME = (byte) 0x8a;
    private static final int MASKED = 0x80;
    private static final int SHORT_LENGTH = 125;
    private static final int TWO_BYTES = 126;
    /** Zeros: the masked text is the text. */
    private static final byte[] MASK = new byte[4];

    private static final int FRAME_HEAD = 8;

    final int number;
    final Dialect dialect;
    final SocketChannel channel;
    private final Inbox inbox;
    private final Runnable onReady;
    private @Nullable Noting noting;
    private int joined;
    private long queueNumber = -1;
    private long placeNumber = -1;
    private int place;
    private long saidAtNanos = System.nanoTime();

    Listener(int number, Dialect dialect, SocketChannel channel, Runnable onReady) {
        this.number = number;
        this.dialect = dialect;
        this.channel = channel;
        this.inbox = new Inbox(dialect.isSocket());
        this.onReady = onReady;
    }

    void begin() throws IOException {
        write(ByteBuffer.wrap(dialect.opening(number)));
    }

    /** Reads what arrived, and notes it where it is to be noted. */
    void read(byte[] arrived, int length, @Nullable Noting where) {
        noting = where;
        inbox.feed(arrived, length, this);
    }

    /** Says that it is still there, when it has said nothing for so long. */
    void signAfter(long nanos, long now) {
        String sign = dialect.sign();
        if (sign != null && isReady() && now - saidAtNanos > nanos) {
            say(sign);
        }
    }

    boolean isReady() {
        return joined >= dialect.readyAfter();
    }

    /** The number of the newest event that it heard of with how full the queue is; -1 when it never did. */
    long queueNumber() {
        return queueNumber;
    }

    @Override
    public void opened() {
        answer(Heard.OPENED);
    }

    @Override
    public void message(byte[] bytes, int from, int to) {
        Heard heard = dialect.hear(bytes, from, to);
        if (noting != null) {
            noting.texts++;
            noting.bytes += to - from;
        }
        switch (heard) {
            case QUEUE -> heardOfQueue(dialect.number(bytes, from, to), to - from);
            case PLACE -> heardOfPlace(dialect.number(bytes, from, to), Texts.position(bytes, from, to));
            default -> answer(heard);
        }
        if (heard == dialect.ready() && !isReady()) {
            joined++;
            if (isReady()) {
                onReady.run();
            }
        }
    }

    private void heardOfQueue(long newest, int size) {
        if (newest > queueNumber) {
            if (noting != null) {
                noting.queue.add(queueNumber, newest, nowMicros());
                noting.queueText(dialect, size);
            }
            queueNumber = newest;
        }
    }

    private void heardOfPlace(long newest, int newPlace) {
        if (noting != null && newest > placeNumber && place > 0 && place <= NEAR && newPlace <= NEAR) {
            noting.near.add(placeNumber, newest, nowMicros());
        }
        placeNumber = newest;
        place = newPlace;
    }

    private void answer(Heard heard) {
        String answer = dialect.answer(number, heard);
        if (answer != null) {
            say(answer);
        }
    }

    @Override
    public void pinged(byte[] bytes, int from, int to) {
        byte[] payload = new byte[to - from];
        System.arraycopy(bytes, from, payload, 0, payload.length);
        send(PONG_FRAME, payload);
    }

    private void say(String text) {
        saidAtNanos = System.nanoTime();
        send(TEXT_FRAME, Texts.bytes(text));
    }

    private void send(byte kind, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEAD + payload.length).put(kind);
        if (payload.length <= SHORT_LENGTH) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | TWO_BYTES)).putShort((short) payload.length);
        }
        try {
            write(frame.put(MASK).put(payload).flip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What listeners say is so little that a socket always takes it, unless nobody reads at the other end. */
    private void write(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("the server does not read");
        }
    }

    private static long nowMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * MICROS_PER_SECOND + now.getNano() / NANOS_PER_MICRO;
    }
}
