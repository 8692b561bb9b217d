/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpjunit.model.ToolResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Results as types of the user, by either Jackson. What happens without one is tried in {@code class-paths}. */
class MappingTests {

    record Day(BigDecimal high, @JsonProperty("weather") String condition) {}

    record Forecast(String city, List<Day> days) {}

    private static final Forecast OSLO = new Forecast("Oslo", List.of(new Day(new BigDecimal("-2.50"), "snow")));

    private static final ToolResult RESULT = new ToolResult("forecast", (JsonObject)
            Json.parse("{\"content\":[],\"structuredContent\":{\"city\":\"Oslo\",\"added-later\":1,"
                    + "\"days\":[{\"high\":-2.50,\"weather\":\"snow\"}]}}"));

    @Test
    void a_result_becomes_a_record() {
        assertThat(RESULT.structuredContentAs(Forecast.class)).isEqualTo(OSLO);
    }

    @Test
    void a_value_inside_becomes_a_generic_type() {
        JsonValue days = RESULT.structuredContent().orElseThrow().at("/days").orElseThrow();

        List<Day> mapped = days.as(new TypeReference<List<Day>>() {}.getType());

        assertThat(mapped).isEqualTo(OSLO.days());
    }

    static List<Object> mappers() {
        return List.of(
                new ObjectMapper()
                        .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES),
                new JsonMapper());
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void the_mapper_of_the_user_is_used(Object mapper) {
        assertThat(RESULT.structuredContentAs(Forecast.class, mapper)).isEqualTo(OSLO);
        Map<String, Object> mapped =
                RESULT.structuredContentAs(new TypeReference<Map<String, Object>>() {}.getType(), mapper);
        assertThat(mapped).containsEntry("city", "Oslo");
    }

    @Test
    void the_settings_of_that_mapper_hold() {
        assertThatThrownBy(() -> RESULT.structuredContentAs(Forecast.class, new ObjectMapper()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be mapped to " + Forecast.class.getName())
                .hasMessageContaining("added-later");
    }

    @Test
    void what_does_not_fit_is_shown() {
        assertThatThrownBy(() -> Json.parse("{\"city\":[1]}").as(Forecast.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The JSON value cannot be mapped to " + Forecast.class.getName() + ": ")
                .hasMessageEndingWith("\n  {\"city\":[1]}");
        assertThatThrownBy(() -> JsonNull.NULL.as(Forecast.class)).hasMessageContaining("null is not a value of");
        assertThatThrownBy(() -> Json.parse("[\"" + "x".repeat(500) + "\"]").as(Forecast.class))
                .hasMessageEndingWith("… 104 more characters");
    }

    @Test
    void what_is_no_mapper_is_refused() {
        assertThatThrownBy(() -> RESULT.structuredContentAs(Forecast.class, "mapper"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("java.lang.String is not a mapper of Jackson: pass an ObjectMapper of Jackson 2 or 3, for"
                        + " example a JsonMapper.");
    }

    @Test
    void a_result_without_structure_says_so() {
        var plain = new ToolResult("forecast", (JsonObject) Json.parse("{\"content\":[]}"));
        var failed = new ToolResult("forecast", (JsonObject)
                Json.parse("{\"isError\":true,\"content\":[{\"type\":\"text\",\"text\":\"no city\"}]}"));

        assertThatThrownBy(() -> plain.structuredContentAs(Forecast.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Tool 'forecast' answered without structured content");
        assertThatThrownBy(() -> failed.structuredContentAs(Forecast.class))
                .hasMessage("Tool 'forecast' reported an error instead of structured content: no city");
    }
}
