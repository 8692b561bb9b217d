/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.testkit.Catalogs.catalog;
import static dev.mcpjunit.testkit.Catalogs.json;
import static dev.mcpjunit.testkit.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.model.ToolResult;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class McpAssertionsTests {

    private static final ToolResult GOOD = new ToolResult(
            "forecast",
            json("{'content':[{'type':'text','text':'Oslo: snow'},{'type':'image'}],"
                    + "'structuredContent':{'city':'Oslo','days':[{'high':-2.0}]}}"));

    private static final ToolResult BAD =
            new ToolResult("forecast", json("{'isError':true,'content':[{'type':'text','text':'no such city'}]}"));

    @Test
    void what_holds_passes() {
        assertThat(GOOD)
                .isSuccess()
                .hasText("Oslo: snow")
                .hasTextContaining("Oslo", "snow")
                .hasStructured("days[0].high", -2)
                .hasStructured("$.days[0].high", -2)
                .hasStructured("/days/0", Map.of("high", -2))
                .matchesOutputSchemaIn(
                        catalog(tool("forecast", "{'outputSchema':{'type':'object','required':['city']}}")));
        assertThat(GOOD).structured().at("days").isJson(List.of(Map.of("high", -2)));
        assertThat(BAD).isError();
        assertThat(catalog(tool("a", "{}"), tool("b", "{}"))).hasTools("b", "a").hasNoTools("c");
    }

    @Test
    void what_does_not_hold_is_told() {
        failsWith("Expected tool 'forecast' to succeed, but it reports the error\n  no such city", () -> assertThat(BAD)
                .isSuccess());
        failsWith("Expected tool 'forecast' to report an error, but it answers\n  " + GOOD.raw(), () -> assertThat(GOOD)
                .isError());
        failsWith("Expected the text of tool 'forecast' to be\n  sun\nbut it is\n  Oslo: snow", () -> assertThat(GOOD)
                .hasText("sun"));
        failsWith(
                "Expected the text of tool 'forecast' to contain\n  100 %\nbut it is\n  Oslo: snow",
                () -> assertThat(GOOD).hasTextContaining("Oslo", "100 %"));
        failsWith("Expected the value at 'days[0].high' to be\n  3\nbut it is\n  -2.0", () -> assertThat(GOOD)
                .hasStructured("days[0].high", 3));
        failsWith(
                "Expected the value to have a value at 'days[1].high', but it is\n"
                        + "  {\"city\":\"Oslo\",\"days\":[{\"high\":-2.0}]}",
                () -> assertThat(GOOD).hasStructured("days[1].high", 3));
        failsWith(
                "Expected the value at 'days → [0]' to have a value at 'low', but it is\n  {\"high\":-2.0}",
                () -> assertThat(GOOD).structured().at("days").at("[0]").at("low"));
        failsWith(
                "Expected tool 'forecast' to answer with structured content, but it answers\n  " + BAD.raw(),
                () -> assertThat(BAD).structured());
    }

    @Test
    void a_broken_promise_is_told_with_each_violation() {
        var schema = "{'outputSchema':{'properties':{'city':{'type':'number'}},'required':['country']}}";

        assertThatThrownBy(() -> assertThat(GOOD).matchesOutputSchemaIn(catalog(tool("forecast", schema))))
                .hasMessageContaining("Expected the value to be valid under its schema, but\n  - ")
                .hasMessageContaining("/city: ")
                .hasMessageContaining("country");
        failsWith("Expected tool 'forecast' to declare an outputSchema, but it has none", () -> assertThat(GOOD)
                .matchesOutputSchemaIn(catalog(tool("forecast", "{}"))));
        failsWith("Expected the catalog to have tool 'forecast', but it has [other]", () -> assertThat(GOOD)
                .matchesOutputSchemaIn(catalog(tool("other", "{}"))));
    }

    @Test
    void a_missing_tool_is_told_with_those_that_there_are() {
        failsWith(
                "Expected server 'test' to have the tools [a, c], but it lacks [c]. It has\n  [a, b]",
                () -> assertThat(catalog(tool("a", "{}"), tool("b", "{}"))).hasTools("a", "c"));
        failsWith("Expected server 'test' to have no tool 'a', but it has", () -> assertThat(catalog(tool("a", "{}")))
                .hasNoTools("a"));
        failsWith(
                "Expected server 'test' to have the prompts [p], but it lacks [p]. It has\n  []",
                () -> assertThat(catalog()).hasPrompts("p"));
    }

    @Test
    void what_is_no_path_is_told() {
        assertThatThrownBy(() -> assertThat(GOOD).hasStructured("days[x]", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'days[x]' is not a path: write 'days[0].high' or '/days/0/high'");
    }

    private static void failsWith(String message, ThrowingCallable assertion) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
    }
}
