/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** JSON {@code null}: a value that was said, unlike a member that is missing. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum JsonNull implements JsonValue {
    /** {@code null}. */
    NULL;

    @Override
    public @Nullable Object toJava() {
        return null;
    }

    @Override
    public String typeName() {
        return "null";
    }

    @Override
    public String toString() {
        return "null";
    }
}
