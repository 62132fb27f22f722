package io.virtualqueue.server.identity;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.virtualqueue.server.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords people may choose: long enough, and not among those that are tried first. What decides is zxcvbn's
 * estimate of the guesses it takes (Wheeler, USENIX Security 2016).
 */
public final class PasswordRules {
    /** Of 0 to 4; from 2 on it takes more than a million guesses. */
    static final int MIN_SCORE = 2;
    /** Looking at more takes long and tells nothing more. */
    static final int MAX_RATED_LENGTH = 64;

    private static final int MIN_WORD_LENGTH = 3;
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Zxcvbn ZXCVBN = new Zxcvbn();

    private PasswordRules() {}

    /**
     * What is wrong with a password of acceptable length, as a message for its field; null when it will do.
     *
     * @param words what others know of the person, such as the email address and the tenant's name
     */
    public static @Nullable String weakness(String password, List<String> words) {
        String rated = password.substring(0, Math.min(password.length(), MAX_RATED_LENGTH));
        return ZXCVBN.measure(rated, parts(words)).getScore() >= MIN_SCORE
                ? null
                : "is easy to guess: take several words that do not belong together, or let a program make one";
    }

    /**
     * Ends the request unless the password will do.
     *
     * @param field the name of its field
     * @throws ProblemException 422 when it is too easy to guess
     */
    public static void require(String password, String field, List<String> words) {
        String weakness = weakness(password, words);
        if (weakness != null) {
            throw ProblemException.invalidField(field, weakness);
        }
    }

    private static List<String> parts(List<String> words) {
        List<String> parts = new ArrayList<>();
        for (String word : words) {
            String lower = word.toLowerCase(Locale.ROOT);
            parts.add(lower);
            parts.add(NO_LETTERS.matcher(lower.replaceFirst("@.*", "")).replaceAll(""));
            for (String part : NO_LETTERS.split(lower, -1)) {
                if (part.length() >= MIN_WORD_LENGTH) {
                    parts.add(part);
                }
            }
        }
        return parts;
    }
}
