/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import static dev.mcpjunit.testkit.Catalogs.json;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Evidence;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.schema.ContentModel;
import dev.mcpjunit.drift.schema.Direction;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is said of a change inside a choice, or of a schema that became a choice: what changed, and not how it is
 * written.
 */
class ChoiceRulesTests {

    private static final SchemaQuestion QUESTION =
            new SchemaQuestion(ContentModel.DECLARED_ONLY, DriftOptions.PATIENT, Set.of());

    private static String reported(Direction direction, String before, String now) {
        return SchemaChanges.compare(
                        Subject.tool("t"),
                        direction,
                        json("{'type':'object','properties':{'p':" + before + "}}"),
                        json("{'type':'object','properties':{'p':" + now + "}}"),
                        QUESTION)
                .stream()
                .map(ChoiceRulesTests::line)
                .sorted()
                .collect(joining(", "));
    }

    private static String line(Change change) {
        return change.level() + " " + change.rule().replaceFirst("^(in|out)put\\.", "")
                + change.pointer()
                        .toString()
                        .replaceFirst("^/tools/t/(in|out)putSchema(/properties/p$)?$", "")
                        .replaceFirst("^/tools/t/(in|out)putSchema/properties/p", " ");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Nullable in another spelling is notation; what changed inside is reported where it stands.
                "{'type':['string','null'],'description':'a'} | {'anyOf':[{'type':'string'},{'type':'null'}],'description':'a'} | COSMETIC notation",
                "{'type':'string','description':'a'} | {'anyOf':[{'type':'string','description':'a'},{'type':'null'}]} | COMPATIBLE type-widened /anyOf",
                "{'type':'string','description':'a'} | {'anyOf':[{'type':'string','description':'b'},{'type':'null'}]} | COMPATIBLE type-widened /anyOf, REVIEW description-changed /anyOf/0/description",
                "{'anyOf':[{'type':'string'},{'type':'null'}]} | {'anyOf':[{'type':'string','minLength':2},{'type':'null'}]} | RISKY bound-tightened /anyOf/0/minLength",
                "{'enum':['a','b'],'type':'string'} | {'anyOf':[{'enum':['a'],'type':'string'},{'type':'null'}],'default':null} | BREAKING enum-value-removed /anyOf/0/enum, COMPATIBLE type-widened /anyOf, COSMETIC default-added /default",
                "{'anyOf':[{'type':'object','properties':{'x':{}}},{'type':'null'}]} | {'type':'object','properties':{'x':{}},'required':['x']} | BREAKING property-became-required /required, BREAKING type-narrowed /type",
                "{'oneOf':[{'type':'null'},{'type':'integer'}]} | {'anyOf':[{'type':'integer','minimum':1},{'type':'null'}]} | COMPATIBLE keyword-changed /anyOf, RISKY bound-tightened /anyOf/0/minimum",
                // A schema that became one of several is paired with the one it is most like.
                "{'type':'object','properties':{'a':{},'b':{}}} | {'anyOf':[{'type':'object','properties':{'x':{}},'required':['x']},{'type':'object','properties':{'a':{},'b':{}}}]} | COMPATIBLE alternative-added /anyOf/0",
                "{'anyOf':[{'type':'object','properties':{'a':{}},'required':['a']},{'type':'object','properties':{'b':{}},'required':['b']}]} | {'anyOf':[{'type':'object','properties':{'b':{'type':'string'}},'required':['b']}]} | BREAKING alternative-removed /anyOf/0, BREAKING type-narrowed /anyOf/0/properties/b/type",
                // An alternative of another type is the change of a type.
                "{'anyOf':[{'type':'string'},{'type':'object'}]} | {'anyOf':[{'type':'string'}]} | BREAKING type-narrowed /anyOf",
                // Where no value can be as before, what else changed is no news.
                "{'type':'object','properties':{'a':{}}} | {'type':'string','minLength':1} | BREAKING type-changed /type",
                "{'type':'array','items':{'type':'object','properties':{'a':{}}}} | {'type':'array','items':{'type':'string'}} | BREAKING type-changed /items/type"
            })
    void arguments_that_are_choices(String before, String now, String expected) {
        assertThat(reported(Direction.INPUT, before, now)).isEqualTo(expected);
    }

    @Test
    void a_result_that_may_be_something_else_now_is_proved_by_just_that() {
        var changes = SchemaChanges.compare(
                Subject.tool("t"),
                Direction.OUTPUT,
                json(
                        "{'type':'object','properties':{'k':{'enum':['image','audio']},'data':{'type':'string'}},'required':['k'],'additionalProperties':false}"),
                json(
                        "{'anyOf':[{'type':'object','properties':{'k':{'enum':['image']},'data':{'type':'string'}},'required':['k'],'additionalProperties':false},"
                                + "{'type':'object','properties':{'k':{'const':'resource'}},'required':['k'],'additionalProperties':false}]}"),
                QUESTION);

        assertThat(changes)
                .filteredOn(change -> change.rule().equals("output.alternative-added"))
                .singleElement()
                .satisfies(change -> assertThat(change.pointer()).hasToString("/tools/t/outputSchema/anyOf/1"))
                .satisfies(change -> assertThat(
                                change.evidence().map(Evidence::toString).orElse(""))
                        .startsWith("{\"k\":\"resource\"} may come now and was not promised: "));
        assertThat(changes).noneMatch(change -> change.rule().equals("output.property-removed"));
    }

    @Test
    void an_optional_model_behind_a_reference_is_a_type_and_null() {
        assertThat(SchemaChanges.compare(
                        Subject.tool("t"),
                        Direction.INPUT,
                        json(
                                "{'type':'object','$defs':{'M':{'type':'object'}},'properties':{'p':{'$ref':'#/$defs/M'}}}"),
                        json(
                                "{'type':'object','$defs':{'M':{'type':'object'}},'properties':{'p':{'anyOf':[{'$ref':'#/$defs/M'},{'type':'null'}]}}}"),
                        QUESTION))
                .singleElement()
                .extracting(change -> change.rule() + ": " + change.words())
                .isEqualTo("input.type-widened: the type was object and is null or object");
    }

    @Test
    void an_alternative_of_another_type_is_told_once_even_behind_a_reference() {
        String definitions =
                "{'type':'object','$defs':{'M':{'type':'object'},'S':{'type':'string'}},'properties':{'p':{'anyOf':[";
        assertThat(SchemaChanges.compare(
                        Subject.tool("t"),
                        Direction.OUTPUT,
                        json(definitions + "{'$ref':'#/$defs/M'}]}}}"),
                        json(definitions + "{'$ref':'#/$defs/M'},{'$ref':'#/$defs/S'}]}}}"),
                        QUESTION))
                .extracting(ChoiceRulesTests::line)
                .containsExactly("BREAKING type-widened /anyOf");
    }

    @Test
    void what_is_said_beside_a_reference_is_read_there() {
        assertThat(SchemaChanges.compare(
                        Subject.tool("t"),
                        Direction.INPUT,
                        json(
                                "{'type':'object','$defs':{'M':{'type':'string'}},'properties':{'p':{'$ref':'#/$defs/M','description':'a','default':'x'}}}"),
                        json(
                                "{'type':'object','$defs':{'M':{'type':'string'}},'properties':{'p':{'$ref':'#/$defs/M','description':'b','default':'y'}}}"),
                        QUESTION))
                .extracting(ChoiceRulesTests::line)
                .containsExactlyInAnyOrder("REVIEW description-changed /description", "RISKY default-changed /default");
    }
}
