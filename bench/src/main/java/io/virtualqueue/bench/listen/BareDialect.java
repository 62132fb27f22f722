package io.virtualqueue.bench.listen;

import io.virtualqueue.bench.load.Requests;
import org.jspecify.annotations.Nullable;

/**
 * Listeners of the bare broadcaster.
 *
 * @param isSocket whether by WebSocket; else by an answer in chunks
 * @param bytes the size of what they want to hear
 */
public record BareDialect(boolean isSocket, int bytes) implements Dialect {
    /** What the broadcaster says first. */
    public static final String READY = "ready";

    private static final byte[] READY_BYTES = Texts.bytes(READY);

    @Override
    public String name() {
        return isSocket ? "WebSocket" : "answer in chunks";
    }

    @Override
    public byte[] opening(int listener) {
        return isSocket ? Texts.upgrade("/socket?bytes=" + bytes, listener) : Requests.get("/stream?bytes=" + bytes);
    }

    @Override
    public Heard hear(byte[] text, int from, int to) {
        return Texts.starts(READY_BYTES, text, from, to) ? Heard.JOINED : Heard.QUEUE;
    }

    @Override
    public @Nullable String answer(int listener, Heard heard) {
        return null;
    }
}
