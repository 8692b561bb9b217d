/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.contract.ToolService.OBJECT;
import static dev.mcpjunit.contract.ToolService.tool;
import static java.util.stream.Collectors.joining;

import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the checks of results say about odd results and odd output schemas. */
class ToolResultTests {

    private static final DeclaredTools GET = DeclaredTools.none().calling("get", Map.of());

    private static Verdict of(String outputSchema, String result, Function<ToolProbe, Verdict> check) {
        String output = outputSchema.isEmpty() ? "" : ",'outputSchema':" + outputSchema;
        return new ToolService((tool, arguments) -> ToolService.result(result), tool("get", OBJECT, output))
                .probe(GET, check);
    }

    private static String structured(String content) {
        return "{'content':[],'structuredContent':" + content + "}";
    }

    /** What serializers write for optional members without a value. */
    @Test
    void members_that_may_be_null_and_are_null_do_not_make_a_strict_schema_weak() {
        String nullable = "{'type':['string','null']}";
        String schema = "{'type':'object','properties':{'id':{'type':'string'},'a':" + nullable + ",'b':" + nullable
                + ",'c':" + nullable + "},'required':['id'],'additionalProperties':false}";
        assertThat(of(
                        schema,
                        structured("{'id':'1','a':null,'b':null,'c':null}"),
                        ToolProbe::declaresStrongOutputSchemas))
                .passed();
        assertThat(of(OBJECT, structured("{'a':null}"), ToolProbe::declaresStrongOutputSchemas))
                .failed();
    }

    @Test
    void a_result_without_anything_to_change_measures_nothing() {
        assertThat(of(OBJECT, structured("{}"), ToolProbe::declaresStrongOutputSchemas))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("the results of tool 'get' have nothing that can be changed, so its outputSchema"
                        + " cannot be measured");
    }

    @Test
    void a_result_of_the_wrong_form_fails() {
        assertThat(of("", "{'isError':'true','content':[]}", ToolProbe::answersSampleCalls))
                .hasStatus(Status.FAILED)
                .hasMessageContaining("returned an isError that is neither true nor false: {\"isError\":\"true\"");
        for (String item : new String[] {"5", "{}", "{'type':1}"}) {
            assertThat(of("", "{'content':[" + item + "]}", ToolProbe::answersSampleCalls))
                    .hasStatus(Status.FAILED)
                    .hasMessageContaining("returned an item of 'content' that is not an object with a 'type': ");
        }
    }

    @Test
    void each_definition_of_a_name_that_is_listed_twice_counts() {
        String number = ",'outputSchema':{'type':'object','properties':{'a':{'type':'integer'}}}";
        String text = ",'outputSchema':{'type':'object','properties':{'a':{'type':'string'}}}";
        var server = new ToolService(
                (tool, arguments) -> ToolService.result(structured("{'a':1}")),
                tool("get", OBJECT, number),
                tool("get", OBJECT, text));

        assertThat(server.probe(GET, ToolProbe::honorsOutputSchemas)).failed();
    }

    @Test
    void a_schema_that_takes_too_long_is_inconclusive_and_the_limit_is_that_of_the_check() {
        String members = IntStream.range(0, 100).mapToObj(i -> "'m" + i + "':1").collect(joining(",", "{", "}"));
        String items = IntStream.range(0, 700).mapToObj(i -> members).collect(joining(",", "{'items':[", "]}"));
        assertThat(of(
                        "{'type':'object','properties':{'items':{'type':'array','items':"
                                + "{'type':'object','additionalProperties':{'type':'integer'}}}}}",
                        structured(items),
                        ToolProbe::declaresStrongOutputSchemas))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("steps, which is the limit of this check. Declare a sample call with a smaller");
    }
}
