/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.search;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.EffortExhaustedException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Makes a witness smaller, step by step, as long as it stays one: people have to read it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Minimizer {

    private static final int MOST_TRIES = 150;

    private final Predicate<JsonValue> isWitness;
    private int tries;

    /** Prepare to minimize. */
    public Minimizer(Predicate<JsonValue> isWitness) {
        this.isWitness = isWitness;
    }

    /** Minimize, as far as the effort behind the question {@code isWitness} allows. */
    public JsonValue minimize(JsonValue witness) {
        JsonValue smallest = witness;
        try {
            Optional<JsonValue> smaller = smaller(smallest);
            while (smaller.isPresent()) {
                smallest = smaller.get();
                smaller = smaller(smallest);
            }
        } catch (EffortExhaustedException enough) {
            return smallest;
        }
        return smallest;
    }

    private Optional<JsonValue> smaller(JsonValue witness) {
        return simpler(witness)
                .takeWhile(next -> tries++ < MOST_TRIES)
                .filter(isWitness)
                .findFirst();
    }

    /** All values that are one step simpler, the boldest steps first. */
    private static Stream<JsonValue> simpler(JsonValue value) {
        if (value instanceof JsonObject object) {
            return simpler(object);
        }
        if (value instanceof JsonArray array) {
            return simpler(array);
        }
        if (value instanceof JsonString string) {
            return simpler(string.value());
        }
        return value instanceof JsonNumber number ? simpler(number) : Stream.of();
    }

    private static Stream<JsonValue> simpler(JsonObject object) {
        Stream<JsonValue> without = object.names().stream()
                .map(name -> object.toBuilder().remove(name).build());
        Stream<JsonValue> inside = object.members().entrySet().stream()
                .flatMap(member -> simpler(member.getValue()).map(simple -> {
                    var members = new LinkedHashMap<>(object.members());
                    members.put(member.getKey(), simple);
                    return JsonObject.of(members);
                }));
        return Stream.concat(without, inside);
    }

    private static Stream<JsonValue> simpler(JsonArray array) {
        List<JsonValue> items = array.items();
        Stream<JsonValue> half = items.size() < 4
                ? Stream.of()
                : Stream.of(
                        new JsonArray(items.subList(0, items.size() / 2)),
                        new JsonArray(items.subList(items.size() / 2, items.size())));
        Stream<JsonValue> without = Stream.iterate(0, i -> i < items.size(), i -> i + 1)
                .map(i -> {
                    var fewer = new ArrayList<>(items);
                    fewer.remove((int) i);
                    return new JsonArray(fewer);
                });
        Stream<JsonValue> inside = Stream.iterate(0, i -> i < items.size(), i -> i + 1)
                .flatMap(i -> simpler(items.get(i)).map(simple -> {
                    var others = new ArrayList<>(items);
                    others.set(i, simple);
                    return new JsonArray(others);
                }));
        return Stream.concat(half, Stream.concat(without, inside));
    }

    private static Stream<JsonValue> simpler(String text) {
        if (text.length() < 2) {
            return Stream.of();
        }
        int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
        return Stream.of("a", text.substring(0, middle), text.substring(middle), text.substring(1))
                .filter(shorter -> shorter.length() < text.length() && !shorter.isEmpty())
                .map(JsonString::new);
    }

    private static Stream<JsonValue> simpler(JsonNumber number) {
        int length = number.toString().length();
        BigDecimal value = number.value();
        Stream<JsonValue> common = Stream.of("0", "1", "-1", "0.5").map(Json::parse);
        Stream<JsonValue> rounded = value.scale() > 0
                ? Stream.of(
                        new JsonNumber(value.setScale(0, RoundingMode.DOWN)),
                        new JsonNumber(value.setScale(value.scale() - 1, RoundingMode.DOWN)))
                : Stream.of();
        return Stream.concat(common, rounded).filter(simple -> simple.toString().length() < length);
    }
}
