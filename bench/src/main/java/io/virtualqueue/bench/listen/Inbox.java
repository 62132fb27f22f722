package io.virtualqueue.bench.listen;

import io.virtualqueue.bench.load.WrongAnswerException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts what arrives on one connection into the head of the answer and messages: frames of a WebSocket, or chunks. */
final class Inbox {
    /** The most bytes that one message may have. */
    static final int MAX_MESSAGE_BYTES = 1_048_576;

    private static final int INCOMPLETE = -1;
    /** "HTTP/1.1 101". */
    private static final int STATUS_AT = 9;

    private static final int STATUS_END = STATUS_AT + 3;
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int LENGTH = 0x7f;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int HEX = 16;
    private static final byte[] NOTHING = {};

    private final boolean isSocket;
    private byte[] kept = NOTHING;
    private int keptLength;
    private boolean isOpen;

    Inbox(boolean isSocket) {
        this.isSocket = isSocket;
    }

    /** What becomes of messages. The bytes are only good during the call. */
    interface Reader {
        void opened();

        void message(byte[] bytes, int from, int to);

        /** A frame that a WebSocket answers by itself. */
        void pinged(byte[] bytes, int from, int to);
    }

    /**
     * Takes what arrived, and reads what is whole.
     *
     * @throws WrongAnswerException when this is nothing that can be read, or the other end says that it closes
     */
    void feed(byte[] arrived, int length, Reader reader) {
        if (keptLength == 0) {
            int read = readAll(arrived, length, reader);
            keep(arrived, read, length);
            return;
        }
        keep(arrived, 0, length);
        int read = readAll(kept, keptLength, reader);
        System.arraycopy(kept, read, kept, 0, keptLength - read);
        keptLength -= read;
    }

    private void keep(byte[] arrived, int from, int to) {
        int length = keptLength + to - from;
        if (length > MAX_MESSAGE_BYTES) {
            throw new WrongAnswerException("a message of more than " + MAX_MESSAGE_BYTES + " bytes");
        }
        if (kept.length < length) {
            kept = Arrays.copyOf(kept, length);
        }
        System.arraycopy(arrived, from, kept, keptLength, to - from);
        keptLength = length;
    }

    /** Returns the index behind the last whole message. */
    private int readAll(byte[] bytes, int length, Reader reader) {
        int at = 0;
        while (at < length) {
            int next = !isOpen
                    ? head(bytes, at, length, reader)
                    : isSocket ? frame(bytes, at, length, reader) : chunk(bytes, at, length, reader);
            if (next == INCOMPLETE) {
                break;
            }
            at = next;
        }
        return at;
    }

    private int head(byte[] bytes, int from, int to, Reader reader) {
        int line = lineEnd(bytes, from, to);
        int next = line;
        while (next != INCOMPLETE) {
            int start = next + 1;
            next = lineEnd(bytes, start, to);
            if (next != INCOMPLETE && next - start <= 1) {
                String status = text(bytes, from + STATUS_AT, from + STATUS_END);
                if (!status.equals(isSocket ? "101" : "200")) {
                    throw Texts.refused(bytes, from, to);
                }
                isOpen = true;
                reader.opened();
                return next + 1;
            }
        }
        return INCOMPLETE;
    }

    private int frame(byte[] bytes, int from, int to, Reader reader) {
        if (to - from < 2) {
            return INCOMPLETE;
        }
        int start = from + 2;
        int lengthBytes = switch (bytes[from + 1] & LENGTH) {
            case TWO_BYTES -> Short.BYTES;
            case EIGHT_BYTES -> Long.BYTES;
            default -> 0;
        };
        long length = lengthBytes == 0 ? bytes[from + 1] & LENGTH : 0;
        if (to - start < lengthBytes) {
            return INCOMPLETE;
        }
        for (int i = 0; i < lengthBytes; i++) {
            length = length << Byte.SIZE | (bytes[start + i] & 0xff);
        }
        start += lengthBytes;
        if (to - start < length) {
            return INCOMPLETE;
        }
        int end = start + (int) length;
        if ((bytes[from] & FIN) == 0 || (bytes[from] & RESERVED) != 0) {
            throw new WrongAnswerException("a frame in parts, or a compressed one");
        }
        switch (bytes[from] & OPCODE) {
            case TEXT -> reader.message(bytes, start, end);
            case PING -> reader.pinged(bytes, start, end);
            case CLOSE -> throw new WrongAnswerException("closed: " + text(bytes, Math.min(end, start + 2), end));
            default -> {
                // An answer to a ping.
            }
        }
        return end;
    }

    private static int chunk(byte[] bytes, int from, int to, Reader reader) {
        int line = lineEnd(bytes, from, to);
        if (line == INCOMPLETE) {
            return INCOMPLETE;
        }
        int length = Integer.parseInt(text(bytes, from, line).strip(), HEX);
        int start = line + 1;
        int end = start + length;
        if (length == 0) {
            throw new WrongAnswerException("the stream ended");
        }
        if (to < end + 2) {
            return INCOMPLETE;
        }
        reader.message(bytes, start, end);
        return end + 2;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return INCOMPLETE;
    }
}
