/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;

/** Ids of requests. An instance gives each of them once, because no client may use one twice in a session. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Ids {

    /** Of both types that are allowed, among them texts that look like numbers and numbers that no int can hold. */
    public static final List<JsonValue> OF_ALL_KINDS =
            List.of(number(70_001), new JsonString("70002"), new JsonString("ask-ø-3"), number(9_007_199_254_740_991L));

    /** Smaller ones are those of requests that open a session. */
    private final AtomicLong last = new AtomicLong(9);

    public static JsonValue number(long id) {
        return new JsonNumber(BigDecimal.valueOf(id));
    }

    public JsonValue next() {
        return number(last.incrementAndGet());
    }
}
