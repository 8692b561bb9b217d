/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import org.apiguardian.api.API;

/**
 * JSON text.
 *
 * @param value the text without quotes and escapes
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JsonString(String value) implements JsonValue {

    @Override
    public String toJava() {
        return value;
    }

    @Override
    public String typeName() {
        return "string";
    }

    /**
     * Print as JSON.
     *
     * @return the text in quotes, escaped; never {@code null}
     */
    @Override
    public String toString() {
        return Json.print(this);
    }
}
