/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.DriftReport.Accepted;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Evidence;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.TextChange;
import dev.mcpjunit.json.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A report for people: worst first, a line per change, the proof under a break, the two texts under a difference of
 * texts. What does not fail is told in few lines. Never longer than a screen or two, however much has changed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DriftText {

    private static final int MOST_FAILING = 40;
    private static final int MOST_TOLERATED = 12;
    private static final int MOST_OF_A_KIND = 3;
    private static final int MOST_NAMES = 8;
    private static final int WIDEST_SUBJECT = 32;
    private static final String INDENT = " ".repeat(14);

    private final List<String> lines = new ArrayList<>();
    private final int width;

    private DriftText(DriftReport report) {
        this.width = Math.min(
                WIDEST_SUBJECT,
                report.changes().stream()
                        .mapToInt(change -> subject(change).length())
                        .max()
                        .orElse(0));
    }

    /**
     * Print.
     *
     * @param report the report
     * @return lines without a newline at the end, indented by two spaces; empty when nothing changed; never
     *     {@code null}
     */
    public static String of(DriftReport report) {
        var text = new DriftText(report);
        text.failing(report.failing());
        text.tolerated(report.tolerated());
        text.accepted(report.accepted());
        report.problems().forEach(problem -> text.lines.add("  " + Visible.whole(problem)));
        report.unused().forEach(unused -> text.lines.add("  " + unused + " met no change. Remove it."));
        return String.join("\n", text.lines);
    }

    private void failing(List<Change> changes) {
        changes.stream().limit(MOST_FAILING).forEach(this::entry);
        if (changes.size() > MOST_FAILING) {
            Map<Level, Long> more = new LinkedHashMap<>();
            changes.stream().skip(MOST_FAILING).forEach(change -> more.merge(change.level(), 1L, Long::sum));
            lines.add("  … and "
                    + more.entrySet().stream()
                            .map(each -> each.getValue() + " more " + label(each.getKey()))
                            .collect(joining(", ")));
        }
    }

    /** Up to a few of a kind are told one by one, more of them in one line, and cosmetic ones by number only. */
    private void tolerated(List<Change> changes) {
        Map<String, List<Change>> kinds = changes.stream()
                .collect(groupingBy(
                        change -> change.level() + " " + change.rule(),
                        LinkedHashMap::new,
                        java.util.stream.Collectors.toList()));
        int shown = 0;
        int hidden = 0;
        boolean explained = false;
        for (List<Change> kind : kinds.values()) {
            Level level = kind.get(0).level();
            if (level == Level.COSMETIC) {
                continue;
            }
            if (shown >= MOST_TOLERATED) {
                hidden += kind.size();
            } else if (level != Level.COMPATIBLE && kind.size() <= MOST_OF_A_KIND) {
                kind.forEach(this::entry);
                shown += kind.size();
            } else {
                lines.add("  " + pad(label(level), 11) + " " + summary(kind)
                        + (level == Level.COMPATIBLE && !explained ? note() : ""));
                explained |= level == Level.COMPATIBLE;
                shown++;
            }
        }
        long cosmetic = changes.stream()
                .filter(change -> change.level() == Level.COSMETIC)
                .count();
        if (hidden > 0) {
            lines.add("  … and " + hidden + " more that do not fail");
        }
        if (cosmetic > 0) {
            lines.add("  " + pad(label(Level.COSMETIC), 11) + " " + count(cosmetic, "change") + " of notation"
                    + (explained ? "" : note()));
        }
    }

    private static String note() {
        return "    (not failing; update the snapshot to record them)";
    }

    private static String summary(List<Change> kind) {
        Change first = kind.get(0);
        List<String> names = kind.stream()
                .map(change -> Visible.line(
                        change.subject().equals(Subject.SERVER)
                                ? change.at().toString()
                                : change.subject().name()))
                .distinct()
                .toList();
        String list = names.stream().limit(MOST_NAMES).collect(joining(", "))
                + (names.size() > MOST_NAMES ? ", and " + (names.size() - MOST_NAMES) + " more" : "");
        if (first.at().equals(JsonPointer.ROOT) && first.rule().endsWith(".added")) {
            String noun = first.subject().kind().path().replaceFirst("s$", "");
            return count(kind.size(), noun) + " added: " + list;
        }
        return first.rule() + "  " + (kind.size() == 1 ? "" : kind.size() + " times: ") + list;
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private void accepted(List<Accepted> accepted) {
        accepted.stream()
                .limit(MOST_TOLERATED)
                .forEach(
                        known -> lines.add("  " + pad("accepted", 11) + " " + pad(subject(known.change()), width) + "  "
                                + known.change().rule() + at(known.change()) + "  "
                                + Visible.line(known.acceptance().reason())
                                + known.acceptance()
                                        .until()
                                        .map(day -> " (until " + day + ")")
                                        .orElse("")));
    }

    private void entry(Change change) {
        boolean explained = change.evidence().isPresent() || change.text().isPresent();
        lines.add(("  " + pad(label(change.level()), 11) + " " + pad(subject(change), width) + "  " + change.rule()
                        + at(change)
                        + (explained ? "" : "  " + Visible.line(change.words()))
                        + change.hint()
                                .map(hint -> "  (" + Visible.line(hint) + ")")
                                .orElse(""))
                .stripTrailing());
        change.evidence().map(Evidence::toString).ifPresent(proof -> lines.add(INDENT + Visible.line(proof)));
        change.text().ifPresent(this::texts);
    }

    private void texts(TextChange text) {
        if (!text.before().isEmpty()) {
            lines.add(INDENT + "- " + Visible.excerpt(text.before(), text.after()));
        }
        if (!text.after().isEmpty()) {
            lines.add(INDENT + "+ " + Visible.excerpt(text.after(), text.before()));
        }
    }

    private static String at(Change change) {
        return Optional.of(change.at())
                .filter(at -> !at.equals(JsonPointer.ROOT))
                .map(at -> "  " + Visible.line(at.toString()))
                .orElse("");
    }

    private static String subject(Change change) {
        return Visible.line(change.subject().toString());
    }

    private static String label(Level level) {
        return level == Level.COMPATIBLE || level == Level.COSMETIC
                ? level.name().toLowerCase(Locale.ROOT)
                : level.name();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
