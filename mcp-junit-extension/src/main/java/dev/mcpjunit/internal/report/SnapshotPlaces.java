/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.LocatedJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Where the changes of a report are in a file.
 *
 * @param uri the file, relative to the root of the sources if it is below it
 * @param positions the line and the column of each change by its pointer, from 1
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SnapshotPlaces(String uri, Map<String, List<Integer>> positions) {

    /** What names the entries of the lists of a snapshot. */
    private static final List<String> NAMES = List.of("name", "uri", "uriTemplate");

    /**
     * Find the changes of a report in a snapshot.
     *
     * @param text the text of the file; without positions if it is not JSON
     */
    public static SnapshotPlaces of(String uri, String text, DriftReport report) {
        var positions = new TreeMap<String, List<Integer>>();
        try {
            LocatedJson json = LocatedJson.parse(text);
            changes(report).forEach(change -> {
                JsonPointer place = place(json.value(), change.pointer());
                positions.put(change.pointer().toString(), List.of(json.line(place), json.column(place)));
            });
        } catch (LocatedJson.Malformed notJson) {
            // The file is shown as a whole.
        }
        return new SnapshotPlaces(uri, positions);
    }

    private static Stream<Change> changes(DriftReport report) {
        return Stream.of(
                        report.failing().stream(),
                        report.accepted().stream().map(known -> known.change()),
                        report.tolerated().stream(),
                        report.known().stream())
                .flatMap(stream -> stream);
    }

    /**
     * Pointers of changes have names where the file has lists. What has been added is not in the file, so it is where
     * it would be.
     */
    private static JsonPointer place(JsonValue root, JsonPointer pointer) {
        JsonPointer place = JsonPointer.ROOT;
        JsonValue here = root;
        for (String token : pointer.tokens()) {
            JsonValue member = here instanceof JsonObject object ? object.get(token) : null;
            if (member != null) {
                place = place.child(token);
                here = member;
            } else if (here instanceof JsonArray array && index(array, token).isPresent()) {
                int index = index(array, token).get();
                place = place.child(index);
                here = array.items().get(index);
            } else {
                return place;
            }
        }
        return place;
    }

    private static Optional<Integer> index(JsonArray array, String token) {
        for (int i = 0; i < array.items().size(); i++) {
            boolean named = array.items().get(i) instanceof JsonObject entry
                    && NAMES.stream()
                            .anyMatch(name -> entry.get(name) instanceof JsonString text
                                    && text.value().equals(token));
            if (named || token.equals(String.valueOf(i))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
