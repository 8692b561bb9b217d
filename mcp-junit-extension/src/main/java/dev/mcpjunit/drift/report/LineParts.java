/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.report;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Evidence;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.json.JsonPointer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parts of the lines of a report. */
final class LineParts {

    private LineParts() {}

    static String some(List<String> names, int most) {
        return names.stream().limit(most).collect(joining(", "))
                + (names.size() > most ? ", and " + (names.size() - most) + " more" : "");
    }

    static String noun(Change change) {
        return change.subject().kind() == Subject.Kind.TEMPLATE
                ? "resource template"
                : change.subject().kind().path().replaceFirst("s$", "");
    }

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** The value may be cut, but never the reason. */
    static String proof(Evidence evidence) {
        return Visible.line(evidence.witness().value().toString()) + " " + evidence.verdict() + ": "
                + Visible.line(evidence.witness().violation().toString());
    }

    static String at(Change change) {
        return Optional.of(change.at())
                .filter(at -> !at.equals(JsonPointer.ROOT))
                .map(at -> "  " + Visible.ends(at.toString()))
                .orElse("");
    }

    static String subject(Change change) {
        return Visible.line(change.subject().toString());
    }

    static String label(Level level) {
        return level == Level.COMPATIBLE || level == Level.COSMETIC
                ? level.name().toLowerCase(Locale.ROOT)
                : level.name();
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
