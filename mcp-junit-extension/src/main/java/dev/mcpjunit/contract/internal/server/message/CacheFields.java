/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Checks what a result says about caching. Pure. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CacheFields {

    private static final List<String> SCOPES = List.of("public", "private");

    private CacheFields() {}

    /** What is wrong, as the end of a sentence that begins with the method; empty for a good result. */
    public static Optional<String> problem(JsonObject result) {
        if (!result.string("resultType").orElse("complete").equals("complete")) {
            return Optional.empty();
        }
        JsonValue time = result.get("ttlMs");
        boolean isTime = time instanceof JsonNumber number
                && number.isInteger()
                && number.value().compareTo(BigDecimal.ZERO) >= 0;
        if (!isTime) {
            return Optional.of(time == null ? "has no ttlMs" : "has ttlMs " + time);
        }
        JsonValue scope = result.get("cacheScope");
        boolean isScope = result.string("cacheScope").filter(SCOPES::contains).isPresent();
        return isScope
                ? Optional.empty()
                : Optional.of(scope == null ? "has no cacheScope" : "has cacheScope " + scope);
    }
}
