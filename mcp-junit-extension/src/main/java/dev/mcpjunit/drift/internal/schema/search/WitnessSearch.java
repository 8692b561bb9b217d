/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.search;

import dev.mcpjunit.drift.internal.schema.model.Schema;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * Tries random values of one schema, with a liking for what the other one mentions: its constants, its names, its
 * bounds and their neighbors. Knows nothing of proofs, so that it can catch one in a mistake. The same schemas are
 * always tried with the same values.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WitnessSearch {

    private static final long SEED = 20_201_200;

    private final Schema matched;
    private final Schema failed;
    private final boolean declaredOnly;
    private final Effort effort;

    /**
     * Prepare a search.
     *
     * @param declaredOnly whether objects may have only such members as {@code matched} declares
     */
    public WitnessSearch(Schema matched, Schema failed, boolean declaredOnly, Effort effort) {
        this.matched = matched;
        this.failed = failed;
        this.declaredOnly = declaredOnly;
        this.effort = effort;
    }

    /**
     * Search.
     *
     * @param isWitness has the last word on a value
     * @return the first witness, or empty when none came along
     * @throws dev.mcpjunit.json.internal.regex.EffortExhaustedException if the search costs more than it may
     */
    public Optional<JsonValue> find(int samples, Predicate<JsonValue> isWitness) {
        var random = new Random(SEED);
        Dictionary dictionary = Dictionary.of(List.of(matched, failed), effort);
        var generator = new ValueGenerator(dictionary, random, declaredOnly, effort);
        var mutation = new Mutation(dictionary, random, declaredOnly);
        for (int i = 0; i < samples; i++) {
            effort.spend(1);
            JsonValue value = generator.generate(matched);
            // Every other value is one step away from what the generator takes for valid.
            JsonValue candidate = i % 2 == 0 ? value : mutation.of(value);
            if (isWitness.test(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
