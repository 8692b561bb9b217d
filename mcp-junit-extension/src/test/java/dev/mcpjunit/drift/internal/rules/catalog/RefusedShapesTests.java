/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import static dev.mcpjunit.testkit.Catalogs.catalog;
import static dev.mcpjunit.testkit.Catalogs.json;
import static dev.mcpjunit.testkit.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.Drift;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.drift.report.DriftText;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.ServerDescription;
import dev.mcpjunit.model.Tool;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes clients lose the whole list of tools: it fails where it is new, and is listed where it is known. */
class RefusedShapesTests {

    private static final Tool HEALTHY = tool("prune", "{'title':'Prune','annotations':{'readOnlyHint':true}}");

    private static List<String> refused(DriftReport report) {
        return report.failing().stream()
                .filter(change -> change.level() == Level.INTEROP)
                .map(change -> change.at() + " " + change.words())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'graft','inputSchema':{}} | /inputSchema the type of 'inputSchema' is not 'object': TypeScript SDK 1.20, 1.32 and 2.4; Python SDK 2.0 (documented) lose the whole list of tools",
                "{'name':'graft'} | /inputSchema 'inputSchema' is missing: TypeScript SDK 1.20, 1.32 and 2.4; LangChain4j 1.18; Python SDK 1.29 and 2.0 (documented) lose the whole list of tools",
                "{'name':'graft','inputSchema':null} | /inputSchema 'inputSchema' is no object: TypeScript SDK 1.20, 1.32 and 2.4; Python SDK 1.29 and 2.0 (documented) lose the whole list of tools",
                "{'title':'Graft','inputSchema':{'type':'object'}} | /name 'name' is missing: TypeScript SDK 1.20, 1.32 and 2.4; LangChain4j 1.18; Spring AI 1.1 and 2.0; Python SDK 1.29 and 2.0 (documented) lose the whole list of tools",
                "{'name':7,'inputSchema':{'type':'object'}} | /name 'name' is no string: TypeScript SDK 1.20, 1.32 and 2.4; Python SDK 1.29 and 2.0 (documented) lose the whole list of tools",
                "{'name':'','inputSchema':{'type':'object'}} | /name 'name' is empty: Spring AI 1.1 and 2.0 lose the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object'},'outputSchema':{'type':'array','items':{}}} | /outputSchema the type of 'outputSchema' is not 'object': TypeScript SDK 1.20, 1.32 and 2.4; Python SDK 2.0 (documented) lose the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object'},'outputSchema':null} | /outputSchema 'outputSchema' is no object: TypeScript SDK 1.20, 1.32 and 2.4 lose the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object'},'outputSchema':{'type':'object','properties':{'x':true}}} | /outputSchema/properties/x the schema of 'x' is true and no object: TypeScript SDK 1.32; Python SDK 2.0 (documented) lose the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object'},'outputSchema':{'type':'object','properties':{'x':{'type':'string','pattern':'('}}}} | /outputSchema/properties/x/pattern '(' is no ECMA-262 regular expression: unclosed group at index 1: TypeScript SDK 1.32 loses the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object','properties':[]}} | /inputSchema/properties 'properties' is no object: Java SDK 1.1; TypeScript SDK 1.20, 1.32 and 2.4; LangChain4j 1.18; Spring AI 1.1; Python SDK 2.0 (documented) lose the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object','required':null}} | /inputSchema/required 'required' is no list of strings: TypeScript SDK 1.20, 1.32 and 2.4; LangChain4j 1.18 lose the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object'},'title':null} | /title 'title' is no string: TypeScript SDK 1.20, 1.32 and 2.4 lose the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object'},'description':null} | /description 'description' is no string: TypeScript SDK 1.20, 1.32 and 2.4 lose the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object'},'icons':null} | /icons 'icons' is no list: TypeScript SDK 1.20, 1.32 and 2.4 lose the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object'},'icons':[{}]} | /icons/0 an icon has no 'src': TypeScript SDK 1.20, 1.32 and 2.4; Python SDK 1.29 and 2.0 (documented) lose the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object'},'annotations':null} | /annotations 'annotations' is no object: TypeScript SDK 1.20, 1.32 and 2.4 lose the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object'},'annotations':{'readOnlyHint':null}} | /annotations/readOnlyHint 'readOnlyHint' is neither true nor false: TypeScript SDK 1.20, 1.32 and 2.4 lose the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object'},'execution':null} | /execution 'execution' is no object: TypeScript SDK 1.32 and 2.4 lose the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object'},'execution':{'taskSupport':'maybe'}} | /execution/taskSupport 'taskSupport' is none of required, optional, forbidden: TypeScript SDK 1.32 and 2.4; Python SDK 1.29 and 2.0 (documented) lose the whole list of tools",
                "{'name':'graft','inputSchema':{'type':'object'},'_meta':null} | /_meta '_meta' is no object: TypeScript SDK 1.20, 1.32 and 2.4 lose the whole list of tools"
            })
    void a_refused_shape_fails_where_it_is_new_and_at_the_first_pin(String declaration, String expected) {
        var tool = new Tool(json(declaration));

        assertThat(refused(Drift.compare(catalog(HEALTHY), catalog(HEALTHY, tool), DriftOptions.defaults())))
                .contains(expected);
        assertThat(refused(Drift.inspect(catalog(HEALTHY, tool), DriftOptions.defaults())))
                .contains(expected);
    }

    @Test
    void a_refused_shape_that_was_there_before_is_listed_and_does_not_fail() {
        Tool graft = tool("graft", "{'title':null}");

        DriftReport report = Drift.compare(
                catalog(HEALTHY, graft), catalog(HEALTHY, graft, tool("rake", "{}")), DriftOptions.defaults());

        assertThat(report.fails()).isFalse();
        assertThat(report.known()).singleElement().satisfies(change -> assertThat(change.words())
                .isEqualTo("'title' is no string: TypeScript SDK 1.20, 1.32 and 2.4 lose the whole list of tools"));
        assertThat(DriftText.of(report)).endsWith("""
                  known       tool.shape-refused  graft  'title' is no string: TypeScript SDK 1.20, 1.32 and 2.4 lose the \
                whole list of tools    (not failing; it was there before)""".stripIndent().indent(2).stripTrailing());
    }

    @Test
    void what_no_client_refuses_is_no_finding() {
        Tool odd = tool("graft", """
                {'title':'','unheard':1,'inputSchema':{'type':'object','$schema':'http://json-schema.org/draft-07/schema#',
                'properties':{'a':{},'b':{'type':['string','null']}}},'execution':{},'icons':[],'annotations':{}}""");

        assertThat(Drift.inspect(catalog(odd), DriftOptions.defaults()).changes())
                .isEmpty();
    }

    @Test
    void results_may_be_of_any_type_in_the_newest_revision() {
        Tool list = tool("graft", "{'outputSchema':{'type':'array'}}");
        Catalog old = catalog(list);
        var young = new Catalog(
                new ServerDescription(
                        new ProtocolRevision("2026-07-28"), JsonObject.EMPTY, JsonObject.EMPTY, Optional.empty()),
                JsonObject.EMPTY,
                List.of(list),
                List.of(),
                List.of(),
                List.of());

        assertThat(Drift.inspect(old, DriftOptions.defaults()).failing())
                .extracting(Change::rule)
                .containsExactly("tool.shape-refused");
        assertThat(Drift.inspect(young, DriftOptions.defaults()).changes()).isEmpty();
    }
}
