/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import java.util.Locale;
import java.util.Optional;

/** Finds the idempotency key of a request. */
final class IdempotencyKey {

    private IdempotencyKey() {}

    /** The key in a header, in {@code _meta} or in the arguments. */
    static Optional<String> of(Exchange exchange) {
        return Optional.ofNullable(exchange.headers().get("idempotency-key"))
                .filter(key -> !key.isBlank())
                .or(() -> exchange.params().object("_meta").flatMap(IdempotencyKey::keyIn))
                .or(() -> keyIn(exchange.arguments()));
    }

    /** The arguments without their keys. */
    static JsonObject without(JsonObject arguments) {
        JsonObject.Builder rest = arguments.toBuilder();
        arguments.names().stream().filter(IdempotencyKey::isKey).forEach(rest::remove);
        return rest.build();
    }

    private static boolean isKey(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "").endsWith("idempotencykey");
    }

    private static Optional<String> keyIn(JsonObject object) {
        return object.members().entrySet().stream()
                .filter(member -> isKey(member.getKey()))
                .filter(member -> !(member.getValue() instanceof JsonNull))
                .map(member -> member.getValue() instanceof JsonString text
                        ? text.value()
                        : member.getValue().toString())
                .filter(key -> !key.isBlank())
                .findFirst();
    }
}
