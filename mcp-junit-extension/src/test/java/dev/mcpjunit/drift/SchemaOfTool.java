/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.snapshot.CatalogFile;

/** Compares two schemas of one tool. They are written with single quotes. */
final class SchemaOfTool {

    private SchemaOfTool() {}

    static String property(String schema) {
        return around(schema, "'a':{}", "");
    }

    static String around(String part, String others, String required) {
        return "{'type':'object','properties':{" + others + ",'z':" + part + "},'required':[" + required + "]}";
    }

    static void assertFails(String rule, String side, String before, String now) {
        assertThat(compare(side, before, now).failing())
                .extracting(Change::rule)
                .contains(rule);
    }

    static void assertPasses(String side, String before, String now) {
        assertThat(compare(side, before, now).failing()).isEmpty();
    }

    static DriftReport compare(String side, String before, String now) {
        return Drift.compare(
                CatalogFile.parse(tool(side, before).replace('\'', '"')),
                CatalogFile.parse(tool(side, now).replace('\'', '"')),
                DriftOptions.defaults());
    }

    static String tool(String side, String schema) {
        return "{'tools':[{'name':'plant','" + side + "Schema':" + schema + "}]}";
    }
}
