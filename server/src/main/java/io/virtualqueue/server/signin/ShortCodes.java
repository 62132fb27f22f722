package io.virtualqueue.server.signin;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Codes that people type. They are short, so that only keyed hashes of them are kept and few tries are allowed. */
final class ShortCodes {
    static final int RECOVERY_CODES = 10;

    private static final int EMAIL_DIGITS = 6;
    private static final int RECOVERY_LENGTH = 10;
    private static final int GROUP = 5;
    /** Without letters that look like others: 50 bits in ten of them. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final SecureRandom RANDOM = new SecureRandom();

    private ShortCodes() {}

    /** Six digits. */
    static String digits() {
        return random(EMAIL_DIGITS, 10);
    }

    /** Ten codes such as {@code 7k2mq-x9d4t}. */
    static List<String> forRecovery() {
        return IntStream.range(0, RECOVERY_CODES)
                .mapToObj(_ -> random(RECOVERY_LENGTH, ALPHABET.length()))
                .map(code -> code.substring(0, GROUP) + "-" + code.substring(GROUP))
                .toList();
    }

    /** The code as it is hashed, however it was typed. */
    static String normalised(String code) {
        return code.toLowerCase(Locale.ROOT).replace("-", "").replace(" ", "");
    }

    private static String random(int length, int letters) {
        return RANDOM.ints(length, 0, letters)
                .mapToObj(index -> ALPHABET.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
