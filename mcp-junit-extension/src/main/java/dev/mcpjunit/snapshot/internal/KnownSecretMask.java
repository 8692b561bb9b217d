/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import org.apiguardian.api.API;

/** Masks known secrets value by value, so that the result is still JSON: a number that is a secret becomes a string. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class KnownSecretMask {

    private KnownSecretMask() {}

    /** The value without known secrets. */
    public static JsonValue of(JsonValue value) {
        if (value instanceof JsonObject object) {
            JsonObject.Builder masked = JsonObject.builder();
            object.members().forEach((name, member) -> masked.put(Secrets.maskKnown(name), of(member)));
            return masked.build();
        }
        if (value instanceof JsonArray array) {
            return new JsonArray(array.items().stream().map(KnownSecretMask::of).toList());
        }
        if (value instanceof JsonString string) {
            return new JsonString(Secrets.maskKnown(string.value()));
        }
        if (value instanceof JsonNumber number) {
            String text = number.toString();
            String masked = Secrets.maskKnown(text);
            return masked.equals(text) ? number : new JsonString(masked);
        }
        return value;
    }
}
