/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static dev.mcpjunit.drift.UsageTests.assertFails;
import static dev.mcpjunit.drift.UsageTests.assertUnused;
import static dev.mcpjunit.drift.UsageTests.calls;
import static dev.mcpjunit.drift.UsageTests.catalog;
import static dev.mcpjunit.drift.UsageTests.compare;
import static dev.mcpjunit.drift.UsageTests.input;
import static dev.mcpjunit.drift.UsageTests.json;
import static dev.mcpjunit.drift.UsageTests.output;
import static dev.mcpjunit.drift.UsageTests.returned;
import static dev.mcpjunit.drift.UsageTests.rules;
import static dev.mcpjunit.drift.UsageTests.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Usage;
import dev.mcpjunit.drift.internal.use.BrokenCall;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.RecordedCall;
import dev.mcpjunit.model.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which parts of schemas recorded calls use, where that is not obvious. JSON is written with single quotes. */
class UsedPlacesTests {

    /** A second argument refers to the schema of the first one. */
    private static final String SHARED = "{'type':'object','properties':{'work':{'type':'object',%s'properties':{%s}},"
            + "'home':{'$ref':'#/properties/work'}}}";

    private static final String ZIP = "'zip':{'type':'string'},'street':{'type':'string'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "property-removed         | 'street':{'type':'string'}",
                "content-encoding-changed | 'zip':{'type':'string','contentEncoding':'base64'},'street':{'type':'string'}",
                "enum-added               | 'zip':{'enum':['1']},'street':{'type':'string'}",
            })
    void an_argument_counts_where_a_reference_leads_to_its_schema(String rule, String now) {
        Catalog before = input(SHARED.formatted("", ZIP));
        Catalog after = input(SHARED.formatted("", now));

        assertFails("input." + rule, "'home':{'zip':'7'}", before, after, sent("{'home':{'zip':'7'}}"));
        assertUnused("input." + rule, before, after, sent("{'home':{'street':'A'}}"));
    }

    @Test
    void a_member_of_a_result_counts_where_a_reference_leads_to_its_schema() {
        Catalog before = output(SHARED.formatted("'required':['zip'],", ZIP));
        Catalog optional = output(SHARED.formatted("", ZIP));
        Catalog nullable = output(SHARED.formatted("'required':['zip'],", "'zip':{'type':['string','null']}"));

        String words = "returned it: {'home':{'zip':'7'}}";
        assertFails("output.property-became-optional", words, before, optional, returned("{'home':{'zip':'7'}}"));
        assertFails("output.type-widened", words, before, nullable, returned("{'home':{'zip':'7'}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'object','properties':{'list':{'type':'array','items':{'type':'object','properties':{'id':{}}}},'best':{'$ref':'#/properties/list/items'}}}",
                "{'type':'object','properties':{'list':{'$id':'list','type':'object','properties':{'id':{}}},'best':{'$ref':'list'}}}",
                "{'type':'object','properties':{'list':{'$anchor':'list','type':'object','properties':{'id':{}}},'best':{'$ref':'#list'}}}",
                "{'type':'object','properties':{'best':{'$ref':'#/$defs/list/properties/one'}},'$defs':{'list':{'type':'object','properties':{'one':{'type':'object','properties':{'id':{}}}}}}}",
                "{'type':'object','properties':{'a~b/c':{'type':'object','properties':{'id':{}}},'best':{'$ref':'#/properties/a~0b~1c'}}}",
                "{'type':'object','properties':{'a b':{'type':'object','properties':{'id':{}}},'best':{'$ref':'#/properties/a%20b'}}}",
            })
    void references_of_all_kinds_lead_to_what_a_call_sends(String schema) {
        DriftReport report =
                compare(input(schema), input(schema.replace("'id':{}", "'other':{}")), sent("{'best':{'id':'1'}}"));

        assertThat(report.failing())
                .extracting(change -> change.use().orElseThrow().words())
                .contains("recorded call 1 of 'plant' sends it: {\"best\":{\"id\":\"1\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2019-09/schema | 'items':[TO] | [{'id':'1'}]",
                "2019-09/schema | 'items':[true],'additionalItems':TO | [0,{'id':'1'}]",
                "2020-12/schema | 'prefixItems':[true],'unevaluatedItems':TO | [0,{'id':'1'}]",
                "2020-12/schema | 'unevaluatedProperties':TO | {'any':{'id':'1'}}",
                "2020-12/schema | 'dependencies':{'k':TO} | {'k':1,'id':'1'}",
                "2020-12/schema | 'dependentSchemas':{'k':TO} | {'k':1,'id':'1'}",
                "2020-12/schema | 'if':{'required':['k']},'then':TO | {'k':1,'id':'1'}",
                "2020-12/schema | '$dynamicRef':'#list' | {'id':'1'}",
            })
    void a_definition_counts_where_a_call_sends_what_it_describes(String dialect, String keyword, String value) {
        String schema =
                ("{'$schema':'https://json-schema.org/draft/DIALECT','type':'object','properties':{'best':{KEYWORD},"
                                + "'other':{}},'$defs':{'list':{'$dynamicAnchor':'list','type':'object','properties':{'id':{}}}}}")
                        .replace("DIALECT", dialect)
                        .replace("KEYWORD", keyword.replace("TO", "{'$ref':'#/$defs/list'}"));
        String now = schema.replace("'id':{}", "'number':{}");

        assertThat(compare(input(schema), input(now), sent("{'best':" + value + "}"))
                        .failing())
                .extracting(change -> change.rule() + " "
                        + change.use().map(use -> use.effect().name()).orElse(""))
                .contains("input.property-removed USES");
        assertThat(compare(input(schema), input(now), sent("{'other':1}")).fails())
                .isFalse();
    }

    @Test
    void a_shared_schema_does_not_make_unsent_arguments_used() {
        String schema = "{'type':'object','properties':{'from':{'type':'string'},'to':{'$ref':'#/properties/from'},"
                + "'city':{'type':'string'}}}";
        String now = schema.replace("'from':{'type':'string'}", "'from':{'type':'string','contentEncoding':'base64'}");

        assertUnused("input.content-encoding-changed", input(schema), input(now), sent("{'city':'Oslo'}"));
        assertFails("input.content-encoding-changed", "sends it", input(schema), input(now), sent("{'to':'Oslo'}"));
    }

    @Test
    void a_member_of_the_same_name_elsewhere_does_not_count() {
        String schema = "{'type':'object','properties':{%s'item':{'type':'object','properties':{'id':{}}},'key':{}}}";
        Catalog before = input(schema.formatted("'id':{},"));
        Catalog now = input(schema.formatted(""));

        assertUnused("input.property-removed", before, now, sent("{'item':{'id':1},'key':'[masked: KEY]'}"));
        assertFails("input.property-removed", "sends it", before, now, sent("{'id':1}"));
    }

    @Test
    void a_member_counts_at_any_depth_of_a_recursive_schema() {
        String schema = "{'type':'object','properties':{'id':{},'next':{'$ref':'#'}}}";
        String inner = "{'type':'object','properties':{'top':{'type':'object','properties':{'id':{},"
                + "'next':{'$ref':'#/properties/top'}}}}}";

        assertFails(
                "input.property-removed",
                "sends it",
                input(schema),
                input(schema.replace("'id':{},", "")),
                sent("{'next':{'next':{'id':1}}}"));
        assertFails(
                "input.property-removed",
                "sends it",
                input(inner),
                input(inner.replace("'id':{},", "")),
                sent("{'top':{'next':{'next':{'id':1}}}}"));
    }

    @Test
    void a_dropped_argument_counts_even_if_its_value_is_still_accepted() {
        Catalog before = input("{'type':'object','properties':{'env':{'type':'object','properties':{'PORT':{'type':"
                + "['string','integer']}},'additionalProperties':{'type':'string'}}}}");
        Catalog now = input("{'type':'object','properties':{'env':{'type':'object','additionalProperties':{'type':"
                + "'string'}}}}");

        String words = "sends it: {'env':{'PORT':'80'}}";
        assertFails("input.property-removed", words, before, now, sent("{'env':{'PORT':'80'}}"));
        assertUnused("input.property-removed", before, now, sent("{'env':{'HOST':'a'}}"));
    }

    @Test
    void a_removed_alternative_counts_if_a_call_sends_what_only_it_declares() {
        String city = "{'properties':{'city':{'type':'string'},'lat':{'type':'string'}},'required':['city']}";
        Catalog before = input("{'type':'object','anyOf':[" + city + ",{'properties':{'lat':{'type':'number'}}}]}");
        Catalog now = input("{'type':'object','anyOf':[{'properties':{'lat':{'type':'number'}}}]}");

        String words = "sends it: {'city':'Oslo'}";
        assertFails("input.alternative-removed", words, before, now, sent("{'city':'Oslo'}"));
        assertUnused("input.alternative-removed", before, now, sent("{'lat':1}"));
    }

    @Test
    void the_result_of_a_task_is_not_in_the_result_of_the_call() {
        Usage task = calls("{'task':{'taskId':'1','status':'working'}}", "{}");
        Catalog before = output("{'type':'object','required':['a'],'properties':{'a':{'type':'string'}}}");

        assertThat(rules(compare(before, output("{'type':'object','properties':{'b':{}}}"), task)
                        .failing()))
                .containsExactly("output.property-removed");
        assertThat(rules(compare(before, input("{'type':'object'}"), task).failing()))
                .containsExactly("output.schema-removed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'resultType':'input_required','requestState':'s'} | true",
                "{'resultType':'task','taskId':'1'}                  | true",
                "{'resultType':'complete','content':[]}              | false",
                "{'content':[]}                                      | false",
            })
    void a_result_that_comes_later_needs_no_structured_content(String result, boolean isAllowed) {
        Catalog pinned = output("{'type':'object','required':['a']}");

        assertThat(BrokenCall.among(calls(result, "{}").calls(), List.of(), pinned))
                .hasSize(isAllowed ? 0 : 1);
    }

    @Test
    void what_a_closed_result_may_have_now_counts_if_the_object_was_returned() {
        String closed = "{'type':'object','additionalProperties':false,'properties':{'a':{},'in':{'type':'object',"
                + "'additionalProperties':false,'properties':{'v':{}}}}}";
        Catalog now = output(closed.replace("'v':{}", "'v':{},'w':{}"));

        String words = "returned what may have it now: {'in':{'v':1}}";
        assertFails("output.property-added", words, output(closed), now, returned("{'in':{'v':1}}"));
        assertUnused("output.property-added", output(closed), now, returned("{'a':1}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'object','properties':{'a':{}}} | {'type':'object','required':['a','b'],'properties':{'a':{},'b':{}}}",
                "{'type':'object','properties':{'a':{},'b':{}}} | {'type':'object','required':['b'],'properties':{'a':{},'b':{}}}",
            })
    void a_server_that_promises_more_breaks_no_recorded_call(String before, String now) {
        assertThat(compare(output(before), output(now), returned("{'a':1}")).failing())
                .isEmpty();
        assertThat(compare(input("{'type':'object'}"), output(now), sent("{}")).failing())
                .isEmpty();
    }

    @Test
    void a_promise_that_excludes_a_recorded_value_fails_although_the_server_also_promises_more() {
        Catalog before = output("{'type':'object','properties':{'sky':{'enum':['sun','rain']}}}");
        Catalog now = output("{'type':'object','required':['b'],'properties':{'sky':{'enum':['rain']},'b':{}}}");

        assertThat(rules(compare(before, now, returned("{'sky':'sun'}")).failing()))
                .containsExactly("output.enum-value-removed");
    }

    @Test
    void a_limit_of_safe_integers_fails_if_a_recorded_call_exceeds_it() {
        String id = "{'type':'object','properties':{'id':{'type':'integer'}}}";
        String safe = id.replace("'integer'", "'integer','minimum':-9007199254740991,'maximum':9007199254740991");

        assertThat(compare(input(id), input(safe), sent("{'id':5}")).failing()).isEmpty();
        assertFails(
                "input.safe-integer-bounds",
                "was accepted and is now rejected",
                input(id),
                input(safe),
                sent("{'id':1203948572039485720}"));
        assertFails(
                "output.safe-integer-bounds",
                "which is no longer promised",
                output(id),
                output(safe),
                returned("{'id':1203948572039485720}"));
    }

    private static Catalog weather(String required, String values) {
        return catalog("'tools':[{'name':'plant','inputSchema':{'type':'object'," + required
                + "'properties':{'u':{'type':'string','default':'C'},'n':{'type':'integer'}}},"
                + "'outputSchema':{'type':'object','properties':{'sky':{'enum':" + values + "}}}}]");
    }

    @Test
    void a_result_counts_even_if_the_arguments_were_already_broken_or_are_only_at_risk() {
        Catalog before = weather("", "['sun','rain']");
        String sun = "{'structuredContent':{'sky':'sun'}}";

        assertThat(rules(compare(before, weather("'required':['u'],", "['rain']"), calls(sun, "{}"))
                        .failing()))
                .containsExactly("output.enum-value-removed");
        assertThat(rules(compare(before, weather("", "['rain']"), calls(sun, "{'n':'5'}"))
                        .failing()))
                .containsExactly("output.enum-value-removed");
    }

    @Test
    void a_default_for_a_required_argument_does_not_hide_that_the_call_breaks_elsewhere() {
        String schema = "{'type':'object',%s'properties':{'u':{'type':'string','default':'C'},'work':{'type':'object',"
                + "'properties':{'zip':%s}},'home':{'$ref':'#/properties/work'}}}";
        DriftReport report = compare(
                input(schema.formatted("", "{'type':'string'}")),
                input(schema.formatted("'required':['u'],", "{'enum':['a']}")),
                sent("{'home':{'zip':'b'}}"));

        assertThat(rules(report.failing())).containsExactly("input.enum-added");
        assertThat(rules(report.tolerated())).contains("input.required-with-default");
    }

    @Test
    void an_argument_of_a_failed_call_counts_if_it_is_rejected_now() {
        Catalog before = input("{'type':'object','properties':{'city':{'type':'string'}}}");
        Catalog now = input("{'type':'object','properties':{'city':{'enum':['Oslo','Bergen']}}}");
        List<RecordedCall> calls = new ArrayList<>(sent("{'city':'Oslo'}").calls());
        assertUnused("input.enum-added", before, now, usage(calls));

        calls.add(failed("{'city':5}"));
        assertUnused("input.enum-added", before, now, usage(calls));
        calls.add(failed("{'city':'Nowhere'}"));
        assertThat(rules(compare(before, now, usage(calls)).failing())).containsExactly("input.enum-added");
    }

    private static RecordedCall failed(String arguments) {
        return new RecordedCall(
                2, "plant", json(arguments), Optional.of(new ToolResult("plant", json("{'isError':true}"))));
    }

    private static Usage usage(List<RecordedCall> calls) {
        return new Usage(calls, List.of(), Set.of(), Set.of("tools/call"));
    }

    @Test
    void a_member_of_patterns_may_be_called_properties() {
        Catalog before = output("{'type':'object','patternProperties':{'properties':{'type':'string'}}}");
        Catalog now = output("{'type':'object','patternProperties':{'properties':{'type':['string','null']}}}");

        assertFails("output.type-widened", "returned it", before, now, returned("{'properties1':'x'}"));
    }

    @Test
    void arguments_may_be_nested_as_deeply_as_json_may_be() {
        String schema = "{'type':'object','properties':{'a':{'anyOf':[{'$ref':'#'},{'type':'string'}]}%s}}";
        Catalog before = input(schema.formatted(",'b':{}"));
        Catalog now = input(schema.formatted(""));
        String open = "{'a':".repeat(900);
        String close = "}".repeat(900);

        assertUnused("input.property-removed", before, now, sent(open + "'x'" + close));
        assertThat(compare(before, now, sent(open + "{'b':1}" + close)).failing())
                .extracting(Change::rule)
                .contains("input.property-removed");
    }
}
