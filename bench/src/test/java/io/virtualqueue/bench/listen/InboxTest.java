package io.virtualqueue.bench.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.bench.load.WrongAnswerException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest implements Inbox.Reader {
    private static final String UPGRADED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
    private static final String STREAM = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    private static final int TEXT = 0x81;
    private static final int PING = 0x89;

    private final List<String> heard = new ArrayList<>();

    @Override
    public void opened() {
        heard.add("opened");
    }

    @Override
    public void message(byte[] bytes, int from, int to) {
        heard.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    @Override
    public void pinged(byte[] bytes, int from, int to) {
        heard.add("ping " + new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    private static byte[] frame(int head, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(head);
        if (payload.length > 65_535) {
            frame.writeBytes(new byte[] {127, 0, 0, 0, 0});
            frame.write(payload.length >> 24);
            frame.write(payload.length >> 16);
        } else if (payload.length > 125) {
            frame.write(126);
        }
        if (payload.length > 125) {
            frame.write(payload.length >> 8);
        }
        frame.write(payload.length);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private static byte[] together(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void feedInPieces(Inbox inbox, byte[] all, int size) {
        for (int at = 0; at < all.length; at += size) {
            int length = Math.min(size, all.length - at);
            byte[] piece = new byte[length];
            System.arraycopy(all, at, piece, 0, length);
            inbox.feed(piece, length, this);
        }
    }

    @Test
    void readsFramesOfAllLengthsHoweverTheyArrive() {
        String longer = "x".repeat(126);
        String longest = "y".repeat(70_000);
        byte[] all = together(
                bytes(UPGRADED),
                frame(TEXT, "short"),
                frame(PING, "p"),
                frame(TEXT, longer),
                frame(TEXT, ""),
                frame(TEXT, longest));
        for (int size : new int[] {1, 7, 1_000, all.length}) {
            heard.clear();
            feedInPieces(new Inbox(true), all, size);
            assertThat(heard).containsExactly("opened", "short", "ping p", longer, "", longest);
        }
    }

    @Test
    void readsChunksHoweverTheyArrive() {
        byte[] all = bytes(STREAM + "5\r\nhello\r\n1A\r\nabcdefghijklmnopqrstuvwxyz\r\n2\r\n\r\n\r\n");
        for (int size : new int[] {1, 2, 5, all.length}) {
            heard.clear();
            feedInPieces(new Inbox(false), all, size);
            assertThat(heard).containsExactly("opened", "hello", "abcdefghijklmnopqrstuvwxyz", "\r\n");
        }
    }

    @Test
    void isLoudAboutARefusal() {
        byte[] refusal = bytes("HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n");
        assertThatThrownBy(() -> new Inbox(true).feed(refusal, refusal.length, this))
                .isInstanceOf(WrongAnswerException.class)
                .hasMessageContaining("401");
    }

    @Test
    void isLoudAboutCompressionAClosedSocketAndTheEndOfAStream() {
        assertWrong(true, together(bytes(UPGRADED), frame(TEXT | 0x40, "?")), "compressed");
        assertWrong(true, together(bytes(UPGRADED), frame(0x88, "\u0003\u0001why")), "closed: why");
        assertWrong(false, bytes(STREAM + "0\r\n\r\n"), "ended");
    }

    private void assertWrong(boolean isSocket, byte[] all, String message) {
        assertThatThrownBy(() -> new Inbox(isSocket).feed(all, all.length, this))
                .isInstanceOf(WrongAnswerException.class)
                .hasMessageContaining(message);
    }
}
