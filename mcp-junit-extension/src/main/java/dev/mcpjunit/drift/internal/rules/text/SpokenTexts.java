/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import dev.mcpjunit.drift.internal.rules.text.TextPlace.Kind;
import dev.mcpjunit.drift.internal.rules.text.TextPlace.Role;
import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The strings of a declaration, by what they are.
 *
 * @param spoken the texts that speak to the reader, such as descriptions and titles, wherever they stand
 * @param words the names and values that are the declaration's own, such as arguments and values of {@code enum}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SpokenTexts(List<String> spoken, Set<String> words) {

    /** What stands behind these is notation. */
    private static final Set<String> NOTATION = Set.of(
            "$ref", "$schema", "$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "type", "format", "mimeType", "src");

    /** Copy the collections. */
    public SpokenTexts {
        spoken = List.copyOf(spoken);
        words = Set.copyOf(words);
    }

    /** Collect the strings of a declaration, except for its name. */
    public static SpokenTexts of(JsonObject declaration) {
        var spoken = new ArrayList<String>();
        var words = new HashSet<String>();
        TextPlace.all(declaration.toBuilder().remove("name").build()).forEach(place -> {
            if (place.kind() == Kind.VALUE && place.role() == Role.SPOKEN && !isNotation(place)) {
                spoken.add(place.text());
            } else {
                words.add(place.text());
            }
        });
        return new SpokenTexts(spoken, words);
    }

    private static boolean isNotation(TextPlace place) {
        List<String> tokens = place.at().tokens();
        boolean required = tokens.size() > 1 && tokens.get(tokens.size() - 2).equals("required");
        return place.text().indexOf(' ') < 0 && (required || NOTATION.contains(place.lastToken()));
    }
}
