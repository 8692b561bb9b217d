/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import org.apiguardian.api.API;

/** Estimates how many bytes of the heap a value takes. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class JsonSize {

    /** An object, its header and what refers to it. */
    private static final long OVERHEAD = 48;

    private JsonSize() {}

    /** Estimate the size of a value with all that is in it. */
    public static long of(JsonValue value) {
        if (value instanceof JsonString string) {
            return OVERHEAD + string.value().length();
        }
        if (value instanceof JsonArray array) {
            long size = OVERHEAD;
            for (JsonValue item : array) {
                size += of(item);
            }
            return size;
        }
        if (value instanceof JsonObject object) {
            long size = OVERHEAD;
            for (var member : object.members().entrySet()) {
                size += OVERHEAD + member.getKey().length() + of(member.getValue());
            }
            return size;
        }
        return OVERHEAD;
    }
}
