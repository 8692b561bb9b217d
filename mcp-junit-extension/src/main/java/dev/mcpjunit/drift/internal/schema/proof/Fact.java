/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Combination.Opaque;
import dev.mcpjunit.drift.internal.schema.model.Count;
import dev.mcpjunit.drift.internal.schema.model.Demand;
import dev.mcpjunit.drift.internal.schema.model.Schema;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Regex;
import java.util.Set;

/** Something that is taken to be true of the value that is looked for. */
sealed interface Fact permits Fact.OfAny, Fact.OfNumber, Fact.OfText, Fact.OfArray, Fact.OfObject, Literal {

    /** Facts about values of any kind. */
    sealed interface OfAny extends Fact {}

    /** Facts about numbers. */
    sealed interface OfNumber extends Fact {}

    /** Facts about strings. */
    sealed interface OfText extends Fact {}

    /** Facts about arrays. */
    sealed interface OfArray extends Fact {}

    /** Facts about objects. */
    sealed interface OfObject extends Fact {}

    /** It meets a demand of a schema, which may be one that declares members. */
    record Meets(Demand demand, boolean declares) implements OfAny {}

    /** It is none of these. */
    record IsNot(Set<JsonValue> values) implements OfAny {}

    /** Something about it cannot be found out. */
    record Unclear(String reason) implements OfAny {}

    /** It fails an unknown condition. */
    record Fails(Opaque condition) implements OfAny {}

    /** It is not a multiple of this. */
    record NoMultipleOf(JsonNumber factor) implements OfNumber {}

    /** The pattern does not occur in it. */
    record NoMatch(Regex pattern) implements OfText {}

    /** It is long enough to have this item, and the item is such. */
    record ItemAt(int index, Literal item) implements OfArray {}

    /** From some index on there is an item that is such. */
    record SomeItem(int from, Literal item) implements OfArray {}

    /** So many items match. */
    record Counted(Schema item, Count count) implements OfArray {}

    /** Two items are equal. */
    record Repeats() implements OfArray {}

    /** These two items are equal. */
    record Equal(int index, int other) implements OfArray {}

    /** It has no member of this name. */
    record Lacks(String name) implements OfObject {}

    /** It has a member of this name, which is such. */
    record Has(String name, Literal member) implements OfObject {}

    /** It has a member with a name of some class, which is such. */
    record HasSome(NameClass names, Literal member) implements OfObject {}

    /** It may also match this schema, which then declares members; nothing else is said. */
    record MayDeclare(Schema schema) implements OfObject {}

    /** Whether it matches this schema, which could declare members, is decided. */
    record Settled(Schema schema) implements OfObject {}

    /** It has a member whose name is such. */
    record HasNamed(Literal name) implements OfObject {}
}
