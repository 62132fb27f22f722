package io.virtualqueue.server.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Requests to every route of the API's description, each following from a seed and its number alone. */
final class HostileRequests {
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW", "get");
    private static final List<String> QUERY =
            List.of("page", "limit", "status", "search", "sort", "order", "tenantId", "from", "to", "action", "x");
    /** These end what the other requests need. */
    private static final List<String> SPARED = List.of("/v1/auth/logout", "/auth/logout", "/api/staff/logout");

    private final long seed;
    private final List<Route> routes;
    private final AccessWorld world;
    private final Map<Holder, String> credentials;
    private final HostileBodies bodies;

    /**
     * For a server.
     *
     * @param credentials the header of each kind of credential
     */
    HostileRequests(long seed, JsonNode description, AccessWorld world, Map<Holder, String> credentials) {
        this.seed = seed;
        this.routes = Route.of(description);
        this.world = world;
        this.credentials = credentials;
        this.bodies = new HostileBodies(description);
    }

    /** Of the route, which goes in turn, so that each gets its share. */
    byte[] request(int number) {
        RandomGenerator random = new SplittableRandom(seed * 1_000_003 + number);
        Route route = routes.get(number % routes.size());
        String method = random.nextInt(20) == 0 ? HostileValues.any(METHODS, random) : route.method();
        List<String> headers = new ArrayList<>(List.of("Host: localhost", "Connection: close"));
        String credential = credential(route, random);
        if (!credential.isEmpty()) {
            headers.add(credential);
        }
        while (random.nextInt(3) == 0) {
            headers.add(HostileValues.header(random));
        }
        byte[] body = route.takesBody() || random.nextInt(10) == 0 ? bodies.of(route, random) : new byte[0];
        boolean chunked = body.length > 0 && random.nextInt(8) == 0;
        if (body.length > 0) {
            headers.add("Content-Type: "
                    + (random.nextInt(12) == 0 ? HostileValues.contentType(random) : "application/json"));
        }
        if (chunked) {
            headers.add("Transfer-Encoding: chunked");
        } else if (body.length > 0 || !method.equals("GET")) {
            headers.add("Content-Length: " + body.length);
        }
        String head = method + " " + target(route, method, random) + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                + "\r\n\r\n";
        return joined(head, chunked ? inChunks(body) : body);
    }

    private String credential(Route route, RandomGenerator random) {
        if (random.nextInt(10) == 0 || SPARED.contains(route.path())) {
            return HostileValues.credential(random);
        }
        return credentials.getOrDefault(HostileValues.any(List.of(Holder.values()), random), "");
    }

    private String target(Route route, String method, RandomGenerator random) {
        List<String> parameters = route.parameters();
        String last = parameters.isEmpty() ? "" : parameters.getLast();
        boolean own = random.nextInt(6) > 0;
        String path = route.filled(parameter -> {
            boolean deletes = method.equals("DELETE") && parameter.equals(last) && !last.equals("sessionId");
            return random.nextInt(8) == 0 || deletes ? HostileValues.encoded(random) : world.id(parameter);
        });
        if (!own) {
            path = path.replace("/v1/tenants/" + world.id("tenantId") + "/", "/v1/");
        }
        List<String> query = new ArrayList<>();
        while (random.nextInt(3) == 0) {
            query.add(HostileValues.any(QUERY, random) + "=" + HostileValues.encoded(random));
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private static byte[] inChunks(byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        int half = Math.max(1, body.length / 2);
        for (int start = 0; start < body.length; start += half) {
            int length = Math.min(half, body.length - start);
            chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(body, start, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }

    private static byte[] joined(String head, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        return request.toByteArray();
    }
}
