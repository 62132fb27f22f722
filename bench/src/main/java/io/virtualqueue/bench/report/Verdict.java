package io.virtualqueue.bench.report;

/** Whether a figure holds what was promised of it. */
public enum Verdict {
    REACHED("reached"),
    MISSED("**missed**"),
    /** There was load from outside, so that nothing can be said. */
    DISTURBED("disturbed"),
    /** It has to be seen with others; nothing is promised. */
    NO_TARGET("");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Of a figure with a target. */
    public static Verdict of(boolean isReached, boolean isDisturbed) {
        if (isDisturbed) {
            return DISTURBED;
        }
        return isReached ? REACHED : MISSED;
    }
}
