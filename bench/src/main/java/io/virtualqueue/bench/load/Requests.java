package io.virtualqueue.bench.load;

import java.nio.charset.StandardCharsets;

/** Makes the bytes of requests. */
public final class Requests {
    private Requests() {}

    /** A GET, with further header lines of the form {@code "Name: value"}. */
    public static byte[] get(String path, String... headers) {
        return bytes(head("GET", path, headers) + "\r\n");
    }

    /** A POST of JSON. */
    public static byte[] post(String path, String json, String... headers) {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return bytes(head("POST", path, headers) + "Content-Type: application/json\r\nContent-Length: " + length
                + "\r\n\r\n" + json);
    }

    private static String head(String method, String path, String... headers) {
        StringBuilder head =
                new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
