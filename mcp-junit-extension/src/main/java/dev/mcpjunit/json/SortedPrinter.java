/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import java.util.Iterator;
import java.util.TreeMap;

/**
 * Indented JSON with sorted members. Written here and not by Jackson's pretty printer, whose spacing depends on the
 * version that happens to be on the class path: a snapshot file must not change with it.
 */
final class SortedPrinter {

    private final StringBuilder text = new StringBuilder();

    private SortedPrinter() {}

    static String print(JsonValue value) {
        var printer = new SortedPrinter();
        printer.write(value, "\n");
        return printer.text.toString();
    }

    private void write(JsonValue value, String newline) {
        if (value instanceof JsonObject object && !object.isEmpty()) {
            writeObject(object, newline);
        } else if (value instanceof JsonArray array && !array.items().isEmpty()) {
            writeArray(array, newline);
        } else {
            text.append(value);
        }
    }

    private void writeObject(JsonObject object, String newline) {
        String inner = newline + "  ";
        text.append('{');
        for (var members = new TreeMap<>(object.members()).entrySet().iterator(); members.hasNext(); ) {
            var member = members.next();
            text.append(inner).append(new JsonString(member.getKey())).append(": ");
            write(member.getValue(), inner);
            text.append(members.hasNext() ? "," : newline);
        }
        text.append('}');
    }

    private void writeArray(JsonArray array, String newline) {
        String inner = newline + "  ";
        text.append('[');
        for (Iterator<JsonValue> items = array.iterator(); items.hasNext(); ) {
            text.append(inner);
            write(items.next(), inner);
            text.append(items.hasNext() ? "," : newline);
        }
        text.append(']');
    }
}
