/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import java.util.List;

/** Lines as they are written. */
final class Line {

    private Line() {}

    static byte[] of(String text) {
        return (text + "\n").getBytes(UTF_8);
    }

    /** Messages, in the form they came in. */
    static byte[] of(boolean batch, List<JsonObject> messages) {
        return of(batch ? Json.print(new JsonArray(List.copyOf(messages))) : Json.print(messages.get(0)));
    }
}
