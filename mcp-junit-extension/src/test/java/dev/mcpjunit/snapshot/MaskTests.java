/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.snapshot.internal.MaskedJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which parts of values are replaced by placeholders. */
class MaskTests {

    private static String masked(Mask mask, String text) {
        return ((JsonString) MaskedJson.of(new JsonString(text), List.of(mask)).value()).value();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    at 2026-11-29T08:30:00Z.           | at <timestamp>.
                    2026-11-29 08:30:00,123 +0200 done | <timestamp> done
                    2026-11-29T08:30                   | <timestamp>
                    Sun, 29 Nov 2026 08:30:00 GMT      | <timestamp>
                    on 2026-11-29                      | on 2026-11-29
                    12026-11-29T08:30                  | 12026-11-29T08:30
                    """)
    void timestamps(String text, String expected) {
        assertThat(masked(Mask.timestamps(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    on 2026-11-29.       | on <date>.
                    2026-11-29T08:30:00Z | 2026-11-29T08:30:00Z
                    2026-13-29           | 2026-13-29
                    """)
    void dates(String text, String expected) {
        assertThat(masked(Mask.dates(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    in /tmp/a-1/b.txt now      | in <path> now
                    file:///srv/u/x            | file://<path>
                    https://acme.example/a/b   | https://acme.example/a/b
                    src/main/java              | src/main/java
                    C:\\Users\\me\\a.txt is    | <path> is
                    yes/no and 3/4             | yes/no and 3/4
                    """)
    void paths(String text, String expected) {
        assertThat(masked(Mask.paths(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    localhost:40123/mcp         | localhost:<port>/mcp
                    http://acme.example:8080/a  | http://acme.example:<port>/a
                    [::1]:99                    | [::1]:<port>
                    at 12:30                    | at 12:30
                    """)
    void ports(String text, String expected) {
        assertThat(masked(Mask.ports(), text)).isEqualTo(expected);
    }

    @Test
    void uuids_and_expressions() {
        assertThat(masked(Mask.uuids(), "id 123e4567-e89b-12d3-a456-426614174000!"))
                .isEqualTo("id <uuid>!");
        assertThat(masked(Mask.matching("req-\\d+", "<$1>"), "req-12 and req-3"))
                .isEqualTo("<$1> and <$1>");
        assertThat(masked(Mask.uuids().as("<booking>"), "123E4567-e89b-12d3-a456-426614174000"))
                .isEqualTo("<booking>");
    }

    @Test
    void places_are_whole_values_of_any_type() {
        JsonValue value = JsonValue.of(Map.of("a", List.of(Map.of("id", 1), Map.of("id", "x")), "b", true));
        var masked =
                MaskedJson.of(value, List.of(Mask.at("/a/*/id"), Mask.at("/b").as("<flag>"), Mask.at("/c")));

        assertThat(masked.value())
                .isEqualTo(JsonValue.of(
                        Map.of("a", List.of(Map.of("id", "<number>"), Map.of("id", "<string>")), "b", "<flag>")));
        assertThat(masked.unmatched()).containsExactly(Mask.at("/c"));
    }

    @Test
    void a_mask_that_cannot_work_is_an_error() {
        assertThatThrownBy(() -> Mask.at("structuredContent.id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no place in a result");
        assertThatThrownBy(() -> Mask.matching("x*", "<x>"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("matches the empty string");
    }
}
