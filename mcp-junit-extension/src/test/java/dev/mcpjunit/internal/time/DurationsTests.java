/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTests {

    @ParameterizedTest
    @CsvSource({"500 ms, PT0.5S", "30 s, PT30S", "2m, PT2M", "7, PT7S", "1 H, PT1H", "250 μs, PT0.00025S"})
    void durations_are_written_as_for_junit(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 s", "-1 s", "1.5 s", "soon", "10 parsecs", "99999999999 s"})
    void what_is_no_duration_is_said_with_the_forms_that_are(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text
                        + "' is no duration: write a positive number with a unit, like '500 ms', '30 s' or" + " '2 m'");
    }

    @ParameterizedTest
    @CsvSource({"PT0.35S, 350 ms", "PT2S, 2 s", "PT2.003S, 2 s", "PT2.34S, 2.3 s", "PT60S, 1 m", "PT3M5S, 3 m 5 s"})
    void durations_are_printed_for_people(Duration duration, String expected) {
        assertThat(Durations.print(duration)).isEqualTo(expected);
    }

    @Test
    void a_step_never_goes_beyond_its_deadline() {
        var now = new AtomicLong();
        var deadline = Deadline.after(Duration.ofSeconds(10), now::get);
        now.addAndGet(Duration.ofSeconds(7).toNanos());

        assertThat(deadline.elapsed()).isEqualTo(Duration.ofSeconds(7));
        assertThat(deadline.atMost(Duration.ofSeconds(5)).budget()).isEqualTo(Duration.ofSeconds(3));
        assertThat(deadline.atMost(Duration.ofSeconds(2)).budget()).isEqualTo(Duration.ofSeconds(2));
        now.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(deadline.isOver()).isTrue();
        assertThat(deadline.remainingNanos()).isZero();
    }
}
