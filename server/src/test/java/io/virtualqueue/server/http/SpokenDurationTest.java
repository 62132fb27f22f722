package io.virtualqueue.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenDurationTest {
    private final SpokenDuration spoken = new SpokenDuration();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 seconds",
                "1|10 seconds",
                "80|80 seconds",
                "89|90 seconds",
                "90|2 minutes",
                "300|5 minutes",
                "301|6 minutes",
                "5340|89 minutes",
                "5341|1 hour, 30 minutes",
                "5401|1 hour, 35 minutes",
                "7200|2 hours",
                "86399|24 hours",
                "86401|25 hours",
                "360000|100 hours",
                "432000|120 hours",
                "432001|6 days",
                "100000000|1,158 days"
            })
    void theLongerTheCoarser(long seconds, String words) {
        assertThat(spoken.say(Duration.ofSeconds(seconds), "en")).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de|5 Minuten",
                "de-CH, en;q=0.5|5 Minuten",
                "en;q=0.5, fr|5 minutes",
                "xx, es;q=0.1|5 minutos",
                "zh-TW|5 分鐘",
                "zh-Hant-HK|5 分鐘",
                "zh-CN|5分钟",
                "pl|5 minut",
                "de;q=0, it|5 minuti"
            })
    void inTheLanguageOfTheListener(String acceptLanguage, String words) {
        assertThat(spoken.say(Duration.ofMinutes(5), acceptLanguage)).isEqualTo(words);
    }

    @Test
    void unknownLanguagesGetEnglish() {
        for (String header : new String[] {null, "", "*", "xx", "???", "de;q=x", "e".repeat(300)}) {
            assertThat(spoken.say(Duration.ofMinutes(5), header)).as(header).isEqualTo("5 minutes");
        }
    }

    @Test
    void manyHeadersDoNotFillTheMemory() {
        for (int index = 0; index < 3 * SpokenDuration.MAX_CACHED_HEADERS; index++) {
            spoken.say(Duration.ofMinutes(5), "de;q=0." + (index + 1));
        }
        assertThat(spoken.cachedHeaders()).isLessThanOrEqualTo(SpokenDuration.MAX_CACHED_HEADERS);
    }
}
