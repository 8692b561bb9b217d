/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * How hard it is to guess an id of a task or a session, given those of others. Only places that differ from id to id
 * count, so that prefixes, times and counters add little.
 *
 * @param ids several ids of one server
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record IdSample(List<String> ids) {

    /** As many as a random session id needs. */
    private static final double ENOUGH = 64;

    private static final double BITS_OF_DIGIT = Math.log(10) / Math.log(2);
    private static final double BITS_OF_HEX = 4;
    private static final double BITS_OF_LETTER = 5;
    private static final double BITS_OF_BASE64 = 6;

    public boolean areUnguessable() {
        return new HashSet<>(ids).size() == ids.size() && bits() >= ENOUGH;
    }

    /** The bits in the positions that differ, as if each were random. */
    public double bits() {
        int shortest = ids.stream().mapToInt(String::length).min().orElse(0);
        long varying = IntStream.range(0, shortest)
                .filter(place ->
                        ids.stream().map(id -> id.charAt(place)).distinct().count() > 1)
                .count();
        return varying * bitsOfPlace();
    }

    private double bitsOfPlace() {
        String all = String.join("", ids);
        if (all.chars().allMatch(Character::isDigit)) {
            return BITS_OF_DIGIT;
        }
        String letters = all.replaceAll("[^0-9A-Za-z]", "");
        if (letters.matches("[0-9a-f]*|[0-9A-F]*")) {
            return BITS_OF_HEX;
        }
        return letters.matches("[0-9a-z]*|[0-9A-Z]*") ? BITS_OF_LETTER : BITS_OF_BASE64;
    }
}
