package io.virtualqueue.server.access;

import java.util.List;
import java.util.random.RandomGenerator;

/** What attackers and broken clients send. */
final class HostileValues {
    private static final int LONG = 70_000;

    /** As JSON; not all of it is well-formed. */
    private static final List<String> JSON = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1.5",
            "1e400",
            "-1e-400",
            "2147483648",
            "9223372036854775808",
            "1" + "0".repeat(399),
            "NaN",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"a\\u0000b\"",
            "\"\\u202e\\u0007\"",
            "\"'; DROP TABLE tenant; --\"",
            "\"' OR 1=1 --\"",
            "\"<script>alert(1)</script>\"",
            "\"${jndi:ldap://127.0.0.1/x}\"",
            "\"{{7*7}}\"",
            "\"../../../../etc/passwd\"",
            "\"00000000-0000-0000-0000-000000000000\"",
            "\"9999999-12-31T23:59:59Z\"",
            "\"1970-01-01T00:00:00+99:99\"",
            "\"http://127.0.0.1:5432/\"",
            "\"javascript:alert(1)\"",
            "\"" + "x".repeat(300) + "\"",
            "\"" + "\\u00e9".repeat(LONG / 10) + "\"",
            "\"" + "x".repeat(LONG) + "\"",
            "[]",
            "{}",
            "[null]",
            "[[[[[]]]]]",
            "{\"\":{\"\":null}}",
            "{\"__proto__\":{\"admin\":true}}",
            "[" + "0,".repeat(2_000) + "0]",
            "[".repeat(40) + "]".repeat(40),
            "{\"a\":".repeat(2_000));

    /** In paths and queries, written as they go over the wire. */
    private static final List<String> ENCODED = List.of(
            "",
            "%00",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "..",
            ".",
            "~",
            "%7e",
            "%C0%AF",
            "%ff%fe",
            "%zz",
            "%",
            ";jsessionid=1",
            "'%20OR%201=1--",
            "%27;DROP%20TABLE%20tenant;--",
            "-1",
            "0",
            "1e9",
            "99999999999999999999",
            "%F0%9F%98%80",
            "null",
            "undefined",
            "$%7Bjndi:ldap://127.0.0.1/x%7D",
            "{tenantId}",
            "00000000-0000-0000-0000-000000000000",
            "00000000-0000-7000-8000-00000000000g",
            "0-0-0-0-0",
            "a".repeat(36),
            "a".repeat(3_000),
            "%0d%0aX-Injected:%201");

    private static final List<String> HEADERS = List.of(
            "Idempotency-Key: ",
            "Idempotency-Key: " + "k".repeat(256),
            "Idempotency-Key: a b",
            "Idempotency-Key: '; DROP TABLE tenant; --",
            "VQ-Min-Seq: -1",
            "VQ-Min-Seq: 99999999999999999999",
            "VQ-Min-Seq: x",
            "Accept-Language: *;q=,,,;",
            "Accept-Language: " + "xx-".repeat(100),
            "Accept-Language: ${jndi:ldap://127.0.0.1/x}",
            "Accept: text/html",
            "Accept: */*;q=0",
            "Accept: ///",
            "Origin: null",
            "Origin: https://evil.example",
            "Origin: \u00e9",
            "X-Forwarded-For: 127.0.0.1, ::1, ' OR 1=1",
            "X-Forwarded-For: " + "1.1.1.1,".repeat(200),
            "X-Forwarded-Proto: javascript",
            "X-HTTP-Method-Override: DELETE",
            "Range: bytes=0-18446744073709551615",
            "If-Modified-Since: yesterday",
            "Content-Encoding: gzip",
            "Cookie: $Version=1; a=\"",
            "X-Timestamp: 0",
            "X-Signature: 00",
            "Expect: 100-continue",
            "Expect: a cake",
            "Upgrade: websocket",
            "Connection: upgrade");

    private static final List<String> CONTENT_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json; charset=utf-7",
            "application/json; charset=none",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "///",
            "");

    private static final List<String> CREDENTIALS = List.of(
            "Authorization: Bearer ",
            "Authorization: Bearer a.b.c",
            "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
            "Authorization: Bearer " + "x".repeat(5_000),
            "Authorization: Basic YWRtaW46YWRtaW4=",
            "Authorization: Bearer vqs_AAAA",
            "Authorization: \u00e9",
            "X-API-Key: ",
            "X-API-Key: vq_live_' OR 1=1 --",
            "X-API-Key: " + "x".repeat(5_000),
            "X-API-Key: vq_test_0\r\nAuthorization: Bearer x");

    private HostileValues() {}

    static String json(RandomGenerator random) {
        return any(JSON, random);
    }

    static String encoded(RandomGenerator random) {
        return any(ENCODED, random);
    }

    static String header(RandomGenerator random) {
        return any(HEADERS, random);
    }

    static String contentType(RandomGenerator random) {
        return any(CONTENT_TYPES, random);
    }

    static String credential(RandomGenerator random) {
        return any(CREDENTIALS, random);
    }

    static <T> T any(List<T> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }
}
