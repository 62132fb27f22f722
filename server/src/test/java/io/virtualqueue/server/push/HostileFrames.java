package io.virtualqueue.server.push;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Texts and frames that no honest client sends, each following from what the generator gives. */
final class HostileFrames {
    private static final int MAX_BYTES = 400;
    private static final int FINAL_TEXT = 0x81;
    private static final List<String> PLAIN = List.of(
            "{\"type\":\"JoinQueueGroup\",\"data\":{\"queueId\":\"%s\"}}",
            "{\"type\":\"subscribe\",\"tenantId\":\"%s\",\"queueId\":\"%s\"}",
            "{\"type\":\"unsubscribe\",\"queueId\":\"%s\"}",
            "{\"type\":\"ping\"}",
            "{\"type\":{},\"data\":[]}",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "null");
    private static final List<String> HUB = List.of(
            "{\"type\":1,\"invocationId\":\"1\",\"target\":\"JoinQueueGroup\",\"arguments\":[\"%s\"]}\u001e",
            "{\"type\":1,\"target\":\"LeaveQueueGroup\",\"arguments\":[\"%s\",null,{}]}\u001e",
            "{\"type\":4,\"invocationId\":\"2\",\"target\":\"x\",\"arguments\":[]}\u001e",
            "{\"type\":6}\u001e",
            "{\"type\":7}\u001e",
            "{\"type\":99999999999999999999}\u001e",
            "{\"type\":3,\"invocationId\":\"1\",\"result\":{}}\u001e",
            "{\"protocol\":\"json\",\"version\":1}\u001e",
            "{\"protocol\":\"messagepack\",\"version\":1}\u001e",
            "\u001e\u001e\u001e");
    private static final List<String> SOCKET_IO = List.of(
            "40{\"token\":\"%s\"}",
            "40{\"token\":{}}",
            "40/admin,{}",
            "42[\"join-staff-room\"]",
            "42[\"join-patient-room\",{\"a\":[]}]",
            "421[\"join-patient-room\",\"%s\"]",
            "42999999999999999999[\"x\"]",
            "42[]",
            "41",
            "43[]",
            "451-[\"x\",{\"_placeholder\":true,\"num\":0}]",
            "2probe",
            "5",
            "6",
            "3",
            "1",
            "bAQID");

    private final RandomGenerator random;
    private final List<String> ids;

    /** @param ids what stands for the ids and tokens in what is sent */
    HostileFrames(RandomGenerator random, List<String> ids) {
        this.random = random;
        this.ids = ids;
    }

    String plain() {
        return mutated(any(PLAIN));
    }

    String hub() {
        return mutated(any(HUB));
    }

    String socketIo() {
        return mutated(any(SOCKET_IO));
    }

    /** A request of the polling transports: several texts at once. */
    String body() {
        StringBuilder body = new StringBuilder();
        do {
            body.append(random.nextBoolean() ? hub() : socketIo()).append(random.nextBoolean() ? "\u001e" : "");
        } while (random.nextInt(3) > 0);
        return body.toString();
    }

    /** Something for a parameter of a query. */
    String parameter() {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "%00";
            case 2 -> "%E2%82";
            case 3 -> "-1";
            case 4 -> any(ids);
            default -> Long.toString(random.nextLong(), Character.MAX_RADIX);
        };
    }

    /** Sends a text, whole or in pieces, or bytes that are no frame at all. */
    void send(WireSocket socket, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        switch (random.nextInt(12)) {
            case 0 -> socket.frame(random.nextInt(256), payload);
            case 1 -> socket.frame(WireSocket.TEXT, payload).frame(0x80, payload);
            case 2 -> socket.frame(0x80, payload);
            case 3 -> socket.frame(0x80 | WireSocket.BINARY, payload);
            case 4 -> socket.bytes(bytes());
            case 5 -> socket.frame(FINAL_TEXT, bytes());
            case 6 -> socket.frame(0x80 | WireSocket.CLOSE, bytes());
            case 7 -> socket.frame(0x89, bytes());
            // Not masked, which clients have to do; longer than it is; as long as nothing can be.
            case 8 -> socket.bytes(new byte[] {(byte) FINAL_TEXT, 3, 'a', 'b', 'c'});
            case 9 -> socket.bytes(new byte[] {(byte) FINAL_TEXT, (byte) 0xFE, 0x7F, (byte) 0xFF, 1, 2, 3, 4});
            case 10 -> socket.bytes(new byte[] {(byte) FINAL_TEXT, (byte) 0xFF, -1, -1, -1, -1, -1, -1, -1, -1});
            default -> socket.frame(FINAL_TEXT, payload);
        }
    }

    private String mutated(String template) {
        String text = template.contains("%s") ? String.format(Locale.ROOT, template, any(ids), any(ids)) : template;
        StringBuilder changed = new StringBuilder(text);
        for (int changes = random.nextInt(4); changes > 0 && !changed.isEmpty(); changes--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, (char) random.nextInt(Character.MAX_VALUE));
                case 2 -> changed.setLength(at);
                default -> changed.insert(at, changed.substring(at));
            }
        }
        return changed.toString();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(MAX_BYTES)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String any(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
