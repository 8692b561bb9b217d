/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.contract.ToolService.CITY;
import static dev.mcpjunit.contract.ToolService.tool;
import static java.util.stream.Collectors.joining;

import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.fixtures.protocol.CallContext;
import dev.mcpjunit.fixtures.protocol.RpcException;
import dev.mcpjunit.fixtures.protocol.ToolStep;
import dev.mcpjunit.testkit.EchoService;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which arguments the checks make, and when a refusal is evidence. */
class ToolArgumentTests {

    private static final DeclaredTools NONE = DeclaredTools.none();

    private static final String ID_AND_FLAG = "{'type':'object','properties':{'id':{'type':'string'},"
            + "'verbose':{'type':'boolean'}},'required':['id']}";

    /** Items that can be created, read and deleted; {@code get} does not check the type of {@code verbose}. */
    private static ToolService items() {
        Set<Object> items = new HashSet<>();
        return new ToolService(
                (tool, arguments) -> {
                    Object id = String.valueOf(arguments.get("id"));
                    if (tool.equals("create")) {
                        return items.add(id) ? EchoService.finish("done") : EchoService.fail("exists");
                    } else if (!items.contains(id)) {
                        return EchoService.fail("not found");
                    } else if (tool.equals("delete")) {
                        items.remove(id);
                    }
                    return EchoService.finish("done");
                },
                tool("create", ID_AND_FLAG, ""),
                tool("get", ID_AND_FLAG, ""),
                tool("delete", ID_AND_FLAG, ""));
    }

    private static DeclaredTools createGetDelete() {
        Map<String, ?> item = Map.of("id", "1", "verbose", true);
        return NONE.calling("create", item)
                .calling("get", item)
                .calling("delete", item)
                .harmless("get");
    }

    private static Verdict refusals(ToolService.Tools tools, String schema, Map<String, ?> sample) {
        return new ToolService(tools, tool("get", schema, ""))
                .probe(NONE.calling("get", sample).harmless("get"), ToolProbe::refusesInvalidArguments);
    }

    @Test
    void arguments_are_tried_after_the_calls_that_create_what_they_need() {
        items().probe(createGetDelete(), probe -> {
            for (int i = 0; i < 2; i++) {
                assertThat(probe.refusesInvalidArguments())
                        .hasStatus(Status.FAILED)
                        .hasMessageContaining("(/verbose: expected boolean, found string), but returned");
                assertThat(probe.acceptsMinimalArguments()).passed();
                // Each check goes on to the call that deletes the item.
                assertThat(probe.answersSampleCalls()).passed();
            }
            return probe;
        });
    }

    @Test
    void a_tool_that_refuses_everything_proves_nothing() {
        assertThat(refusals((tool, arguments) -> EchoService.fail("closed"), CITY, Map.of("city", "Oslo")))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("the refusals of tool 'get' prove nothing, because it does not accept valid"
                        + " arguments either: the call get {\"city\":\"Oslo\"} reported the error closed");
        var calls = new AtomicInteger();
        assertThat(refusals(
                        (tool, arguments) -> calls.incrementAndGet() > 1
                                ? EchoService.fail("rate limit exceeded")
                                : EchoService.finish("done"),
                        CITY,
                        Map.of("city", "Oslo")))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("reported the error rate limit exceeded");
        var closed = new ToolService((tool, arguments) -> EchoService.fail("closed"), tool("get", CITY, ""));
        assertThat(closed.probe(NONE.harmless("get"), ToolProbe::refusesInvalidArguments))
                .hasStatus(Status.INCONCLUSIVE);
        assertThat(closed.probe(
                        NONE.calling("get", Map.of("city", "Oslo")).failing("get", Map.of("city", "Atlantis")),
                        ToolProbe::reportsErrorsInResults))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("no sample call of tool 'get' succeeds, so the error of the call");
    }

    @Test
    void each_keyword_is_broken_once() {
        String schema = "{'type':'object','properties':{'n':{'type':'integer','minimum':1,'maximum':10},"
                + "'level':{'enum':[1,2,3]},'tags':{'type':'array','items':{'$ref':'#/$defs/tag'},'maxItems':2}},"
                + "'required':['n'],'additionalProperties':false,"
                + "'$defs':{'tag':{'type':'string','maxLength':3}}}";
        Verdict verdict = refusals(
                (tool, arguments) -> EchoService.finish("done"),
                schema,
                Map.of("n", 3, "level", 2, "tags", List.of("a")));

        assertThat(verdict).hasStatus(Status.FAILED);
        assertThat(verdict.timeline())
                .contains(
                        "\"n\":0",
                        "\"n\":11",
                        "\"n\":3.5",
                        "\"level\":4",
                        "[\"a\",\"a\",\"a\"]",
                        "[\"xxxx\"]",
                        "\"unlistedMember\":\"text\"");
    }

    @Test
    void a_tool_that_does_not_answer_is_called_no_more() {
        var unanswered = new AtomicInteger();
        var server = new ToolService((tool, arguments) -> EchoService.finish("done"), tool("get", ID_AND_FLAG, "")) {
            @Override
            public ToolStep call(String tool, Map<String, Object> arguments, CallContext context) {
                if (arguments.get("id") instanceof String && arguments.get("verbose") instanceof Boolean) {
                    return finish("done");
                }
                unanswered.incrementAndGet();
                return new ToolStep.Wait(Duration.ofMinutes(1), () -> finish("too late"));
            }
        };
        DeclaredTools declared = NONE.calling("get", Map.of("id", "1", "verbose", true))
                .harmless("get")
                .callTimeout(Duration.ofMillis(1_500));

        assertThat(server.probe(declared, ToolProbe::refusesInvalidArguments)).failed();
        assertThat(unanswered).hasValue(1);
    }

    @Test
    void arguments_that_the_input_schema_rejects_are_a_mistake_of_the_declaration() {
        var server = new ToolService(
                (tool, arguments) -> {
                    if (arguments.get("city") instanceof Integer) {
                        throw RpcException.invalidParams("city: not a string");
                    }
                    return EchoService.finish("done");
                },
                tool("get", CITY, ""));

        assertThat(server.probe(NONE.failing("get", Map.of("city", 7)), ToolProbe::reportsErrorsInResults))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining(
                        "the inputSchema of tool 'get' rejects the arguments of the call get {\"city\":7}");
        assertThat(server.probe(NONE.calling("get", Map.of("city", true)), ToolProbe::answersSampleCalls))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("rejects the arguments of the sample call get {\"city\":true}");
    }

    @Test
    void a_harmless_tool_that_accepts_no_arguments_accepts_missing_ones() {
        var server =
                new ToolService(
                        (tool, arguments) -> EchoService.finish("done"),
                        tool("list", "{'type':'object','properties':{'page':{'type':'integer'}}}", "")) {
                    @Override
                    public Map<String, Object> arguments(Map<String, Object> params) {
                        if (!params.containsKey("arguments")) {
                            throw RpcException.invalidParams("arguments are missing");
                        }
                        return super.arguments(params);
                    }
                };

        assertThat(server.probe(
                        NONE.calling("list", Map.of("page", 1)).harmless("list"),
                        ToolProbe::answersCallsWithoutArguments))
                .hasStatus(Status.FAILED)
                .hasMessageContaining(
                        "a call of tool 'list' succeeds with {}, but without the member 'arguments' it got"
                                + " the JSON-RPC error -32602: arguments are missing");
    }

    @Test
    void a_schema_that_is_a_reference_has_smallest_arguments() {
        var server = new ToolService(
                (tool, arguments) -> arguments.get("city") instanceof String
                        ? EchoService.finish("done")
                        : EchoService.fail("no city"),
                tool(
                        "get",
                        "{'$schema':'http://json-schema.org/draft-07/schema#','type':'object','$ref':'#/definitions/A',"
                                + "'definitions':{'A':" + CITY + "}}",
                        ""));

        assertThat(server.probe(NONE.acceptingAllValid("get"), ToolProbe::acceptsMinimalArguments))
                .passed();
    }

    @Test
    void more_optional_members_than_the_check_tries_are_inconclusive() {
        String members = IntStream.range(0, 41)
                .mapToObj(i -> "'p" + i + "':{'type':'integer'}")
                .collect(joining(","));
        var server = new ToolService(
                (tool, arguments) -> EchoService.finish("done"),
                tool("get", "{'type':'object','properties':{" + members + "}}", ""));

        assertThat(server.probe(NONE.acceptingAllValid("get"), ToolProbe::acceptsMinimalArguments))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("it has 41 optional members, and this check tries at most 40");
    }
}
