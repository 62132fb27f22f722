package io.virtualqueue.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads HTTP/1.1 responses that carry a Content-Length, or a status without a body, as far as a load has to. Bytes that
 * arrive in pieces are kept until the response is whole; the usual one, which arrives at once, is read where it lies.
 */
public final class ResponseParser {
    /** The most bytes of one response. */
    public static final int MAX_RESPONSE_BYTES = 1_048_576;

    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);
    /** "HTTP/1.1 200". */
    private static final int STATUS_AT = 9;

    private static final int STATUS_END = STATUS_AT + 3;
    private static final int NOTHING = 0;
    private static final int INCOMPLETE = -1;

    private byte[] kept = new byte[NOTHING];
    private int keptLength;

    private byte[] bytes = kept;
    private int status;
    private int bodyStart;
    private int bodyLength;

    /**
     * Takes what arrived.
     *
     * @return whether the response is whole now
     * @throws WrongAnswerException when this is no response that can be read, or more than one
     */
    public boolean feed(byte[] arrived, int length) {
        if (keptLength == 0) {
            if (parse(arrived, length)) {
                return true;
            }
            keep(arrived, length);
            return false;
        }
        keep(arrived, length);
        if (parse(kept, keptLength)) {
            keptLength = 0;
            return true;
        }
        return false;
    }

    /** The status of the last whole response. */
    public int status() {
        return status;
    }

    /** Holds the body of the last whole response, from {@link #bodyStart()}. */
    public byte[] bytes() {
        return bytes;
    }

    public int bodyStart() {
        return bodyStart;
    }

    public int bodyLength() {
        return bodyLength;
    }

    /** The body of the last whole response as text. */
    public String body() {
        return new String(bytes, bodyStart, bodyLength, StandardCharsets.UTF_8);
    }

    private void keep(byte[] arrived, int length) {
        if (keptLength + length > MAX_RESPONSE_BYTES) {
            throw new WrongAnswerException("a response of more than " + MAX_RESPONSE_BYTES + " bytes");
        }
        if (kept.length < keptLength + length) {
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, keptLength + length));
        }
        System.arraycopy(arrived, 0, kept, keptLength, length);
        keptLength += length;
    }

    private boolean parse(byte[] from, int length) {
        int line = lineEnd(from, 0, length);
        if (line == INCOMPLETE) {
            return false;
        }
        if (line < STATUS_END) {
            throw new WrongAnswerException("no HTTP response");
        }
        int code = number(from, STATUS_AT, STATUS_END);
        int bodySize = 0;
        while (true) {
            int start = line + 1;
            line = lineEnd(from, start, length);
            if (line == INCOMPLETE) {
                return false;
            }
            if (line - start <= 1) {
                break;
            }
            if (startsWith(from, start, line, CONTENT_LENGTH)) {
                bodySize = number(from, start + CONTENT_LENGTH.length, line);
            } else if (startsWith(from, start, line, TRANSFER_ENCODING)) {
                throw new WrongAnswerException("a response in chunks, which this parser does not read");
            }
        }
        int end = line + 1 + bodySize;
        if (end > length) {
            return false;
        }
        if (end < length) {
            throw new WrongAnswerException("more bytes than one response");
        }
        bytes = from;
        status = code;
        bodyStart = line + 1;
        bodyLength = bodySize;
        return true;
    }

    /** The index of the line feed that ends the line. */
    private static int lineEnd(byte[] from, int start, int length) {
        for (int i = start; i < length; i++) {
            if (from[i] == '\n') {
                return i;
            }
        }
        return INCOMPLETE;
    }

    private static boolean startsWith(byte[] from, int start, int end, byte[] lowerCase) {
        if (end - start < lowerCase.length || (from[start] | 0x20) != lowerCase[0]) {
            return false;
        }
        for (int i = 1; i < lowerCase.length; i++) {
            int letter = from[start + i];
            if ((letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] from, int start, int end) {
        int value = 0;
        boolean any = false;
        for (int i = start; i < end; i++) {
            int digit = from[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = Math.min(MAX_RESPONSE_BYTES, value * 10 + digit);
                any = true;
            } else if (from[i] != ' ' && from[i] != '\r') {
                throw new WrongAnswerException("no number where one belongs: "
                        + new String(from, start, end - start, StandardCharsets.US_ASCII));
            }
        }
        if (!any) {
            throw new WrongAnswerException("no number where one belongs");
        }
        return value;
    }
}
