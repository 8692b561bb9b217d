/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new generator or a tidy-up does to schemas as servers have them changes nothing. */
class RewordingTests {

    private static final Budget BUDGET = new Budget(Budget.DEFAULT.steps(), Duration.ofMinutes(1), () -> 0);

    private static final Map<String, UnaryOperator<JsonObject>> REWORDINGS = rewordings();

    private static Map<String, UnaryOperator<JsonObject>> rewordings() {
        var rewordings = new LinkedHashMap<String, UnaryOperator<JsonObject>>();
        rewordings.put("members in reverse", schema -> everywhere(schema, RewordingTests::reversed));
        rewordings.put("lists in reverse", schema -> everywhere(schema, RewordingTests::listsReversed));
        rewordings.put("lists of one type", schema -> everywhere(schema, RewordingTests::typeListed));
        rewordings.put("allOf around properties", schema -> inProperties(schema, RewordingTests::wrapped));
        rewordings.put("properties as definitions", RewordingTests::extracted);
        rewordings.put("values as enum or const", schema -> everywhere(schema, RewordingTests::constantOrListed));
        rewordings.put("draft-07 said", schema -> with(schema, "$schema", "http://json-schema.org/draft-07/schema#"));
        rewordings.put(
                "2020-12 said", schema -> with(schema, "$schema", "https://json-schema.org/draft/2020-12/schema"));
        rewordings.put("other texts", schema -> everywhere(schema, each -> with(each, "description", "other")));
        rewordings.put("printed and read", schema -> (JsonObject) Json.parse(Json.printSorted(schema)));
        return rewordings;
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"type":"object","properties":{"city":{"type":"string","minLength":1},
                  "days":{"type":"integer","minimum":1,"maximum":14,"default":3},"units":{"enum":["metric","imperial"]}},
                 "required":["city","units"],"additionalProperties":false}""", """
                {"type":"object","properties":{"query":{"type":"string"},"filter":{"anyOf":[
                    {"type":"object","properties":{"tag":{"type":"string","pattern":"^[a-z-]+$"}},"required":["tag"]},
                    {"type":"array","items":{"type":"string"},"minItems":1},{"type":"null"}]},
                  "mode":{"const":"fast"}},"required":["query"]}""", """
                {"type":"object","properties":{"edits":{"type":"array","maxItems":20,"items":{"type":"object",
                    "properties":{"path":{"type":"string"},"text":{"type":"string"},"at":{"type":"number","multipleOf":1}},
                    "required":["path","text"],"additionalProperties":false}},"dryRun":{"type":"boolean"}}}""", """
                {"type":"object","properties":{"root":{"$ref":"#/definitions/node"}},"required":["root"],
                 "definitions":{"node":{"type":"object","properties":{"name":{"type":"string"},
                   "children":{"type":"array","maxItems":50,"items":{"$ref":"#/definitions/node"}}},"required":["name"]}}}""", """
                {"type":"object","properties":{"labels":{"type":"object","additionalProperties":{"type":"string"},
                    "propertyNames":{"maxLength":20}},"either":{"oneOf":[{"type":"integer"},{"type":"boolean"}]}}}"""})
    void the_same_in_other_words_is_equal_both_ways(String text) {
        var schema = (JsonObject) Json.parse(text);

        REWORDINGS.forEach((how, reword) -> {
            JsonObject reworded = reword.apply(schema);
            for (ContentModel model : ContentModel.values()) {
                for (Direction direction : Direction.values()) {
                    assertThat(SchemaComparison.compare(schema, reworded, direction, model, BUDGET))
                            .as("%s: %s", how, reworded)
                            .isEqualTo(new SchemaVerdict.Equal());
                }
            }
        });
    }

    private static JsonObject everywhere(JsonObject schema, UnaryOperator<JsonObject> change) {
        var members = new LinkedHashMap<String, JsonValue>();
        schema.members().forEach((keyword, value) -> members.put(keyword, argument(keyword, value, change)));
        return change.apply(JsonObject.of(members));
    }

    private static JsonValue argument(String keyword, JsonValue value, UnaryOperator<JsonObject> change) {
        if (keyword.equals("properties") || keyword.equals("definitions")) {
            return named((JsonObject) value, schema -> everywhere(schema, change));
        }
        if (value instanceof JsonArray branches && keyword.endsWith("Of")) {
            return new JsonArray(branches.objects()
                    .<JsonValue>map(branch -> everywhere(branch, change))
                    .toList());
        }
        return value instanceof JsonObject schema ? everywhere(schema, change) : value;
    }

    private static JsonObject inProperties(JsonObject schema, UnaryOperator<JsonObject> change) {
        return with(
                schema,
                "properties",
                named(schema.object("properties").orElseThrow(), inner -> everywhere(inner, change)));
    }

    private static JsonObject named(JsonObject schemas, UnaryOperator<JsonObject> change) {
        var members = new LinkedHashMap<String, JsonValue>();
        schemas.members().forEach((name, schema) -> members.put(name, change.apply((JsonObject) schema)));
        return JsonObject.of(members);
    }

    private static JsonObject with(JsonObject schema, String keyword, Object value) {
        return schema.toBuilder().put(keyword, value).build();
    }

    private static JsonObject reversed(JsonObject schema) {
        var names = new ArrayList<>(schema.names());
        Collections.reverse(names);
        var members = new LinkedHashMap<String, JsonValue>();
        names.forEach(name -> members.put(name, schema.members().get(name)));
        return JsonObject.of(members);
    }

    private static JsonObject listsReversed(JsonObject schema) {
        var members = new LinkedHashMap<>(schema.members());
        for (String keyword : List.of("required", "enum", "anyOf", "oneOf")) {
            schema.array(keyword).ifPresent(list -> {
                var items = new ArrayList<>(list.items());
                Collections.reverse(items);
                members.put(keyword, new JsonArray(items));
            });
        }
        return JsonObject.of(members);
    }

    private static JsonObject typeListed(JsonObject schema) {
        return schema.get("type") instanceof JsonString type ? with(schema, "type", List.of(type)) : schema;
    }

    private static JsonObject wrapped(JsonObject schema) {
        return JsonObject.builder().put("allOf", List.of(schema)).build();
    }

    private static JsonObject extracted(JsonObject schema) {
        var definitions = new LinkedHashMap<String, JsonValue>(
                schema.object("definitions").orElse(JsonObject.EMPTY).members());
        JsonObject referring = inProperties(schema, inner -> {
            String name = "extracted" + definitions.size();
            definitions.put(name, inner);
            return JsonObject.builder().put("$ref", "#/definitions/" + name).build();
        });
        return with(referring, "definitions", JsonObject.of(definitions));
    }

    private static JsonObject constantOrListed(JsonObject schema) {
        JsonValue constant = schema.get("const");
        return constant == null
                ? schema
                : with(schema, "enum", List.of(constant)).toBuilder()
                        .remove("const")
                        .build();
    }
}
