package io.virtualqueue.engine;

/** How the priority levels of a queue take turns. Within a level the order key decides, whatever this says. */
public enum LineOrder {
    /** Whoever is in a higher level goes first, however long others wait. */
    STRICT,
    /** While several levels have people in them, each gets a part of the turns in proportion to its weight. */
    SHARES,
    /** Everyone goes by the time of joining, those of a level with a head start as if they had joined so much earlier. */
    AGEING
}
