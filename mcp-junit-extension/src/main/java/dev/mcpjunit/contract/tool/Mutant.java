/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.tool;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonValue;
import org.apiguardian.api.API;

/**
 * A real result that was changed in one place.
 *
 * @param change what was changed
 * @param pointer JSON Pointer to the place
 * @param before what was there before
 * @param value the whole changed result
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Mutant(Change change, String pointer, JsonValue before, JsonValue value) {

    /** What was changed. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Change {
        /** A member was dropped. */
        MEMBER_DROPPED("without"),
        /** A value was replaced by one of another type. */
        TYPE_CHANGED("another type at"),
        /** A value of an enum was replaced by a text that is not in the enum. */
        VALUE_NOT_IN_ENUM("not a value of the enum at"),
        /** All items of a list were removed. */
        LIST_EMPTIED("no items in");

        private final String words;

        Change(String words) {
            this.words = words;
        }
    }

    /** Return what was changed, and where. */
    @Override
    public String toString() {
        return change.words + " " + Printable.line(pointer);
    }
}
