/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The entries of two lists, brought together by name. An entry that is listed twice is compared twice: the second is
 * not hidden by the first.
 *
 * @param both what was there and still is
 * @param come what was not there before
 * @param duplicates the names that are listed more often than before, and more than once
 */
record Pairing<T>(List<Pair<T>> both, List<T> gone, List<T> come, List<String> duplicates) {

    record Pair<T>(T before, T now) {}

    static <T> Pairing<T> of(List<T> before, List<T> now, Function<T, String> name, Function<T, JsonObject> raw) {
        Map<String, List<T>> olds = byName(before, name);
        Map<String, List<T>> nows = byName(now, name);
        var pairing = new Pairing<T>(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var names = new TreeSet<>(olds.keySet());
        names.addAll(nows.keySet());
        for (String each : names) {
            List<T> old = olds.getOrDefault(each, List.of());
            List<T> young = nows.getOrDefault(each, List.of());
            if (young.size() > 1 && young.size() > old.size()) {
                pairing.duplicates.add(each);
            }
            pairing.pair(new ArrayList<>(old), new ArrayList<>(young), raw);
        }
        return pairing;
    }

    private static <T> Map<String, List<T>> byName(List<T> entries, Function<T, String> name) {
        Map<String, List<T>> named = new LinkedHashMap<>();
        entries.forEach(entry -> named.computeIfAbsent(name.apply(entry), each -> new ArrayList<>())
                .add(entry));
        return named;
    }

    /** Of several with one name those that are equal belong together, whatever their order. */
    private void pair(List<T> old, List<T> young, Function<T, JsonObject> raw) {
        for (T each : List.copyOf(old)) {
            for (int i = 0; i < young.size(); i++) {
                if (raw.apply(each).equals(raw.apply(young.get(i)))) {
                    old.remove(each);
                    young.remove(i);
                    break;
                }
            }
        }
        int common = Math.min(old.size(), young.size());
        for (int i = 0; i < common; i++) {
            both.add(new Pair<>(old.get(i), young.get(i)));
        }
        gone.addAll(old.subList(common, old.size()));
        come.addAll(young.subList(common, young.size()));
    }
}
