/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.report;

import static dev.mcpjunit.drift.report.LineParts.at;
import static dev.mcpjunit.drift.report.LineParts.count;
import static dev.mcpjunit.drift.report.LineParts.label;
import static dev.mcpjunit.drift.report.LineParts.noun;
import static dev.mcpjunit.drift.report.LineParts.pad;
import static dev.mcpjunit.drift.report.LineParts.proof;
import static dev.mcpjunit.drift.report.LineParts.some;
import static dev.mcpjunit.drift.report.LineParts.subject;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.DriftReport.Accepted;
import dev.mcpjunit.drift.PointerPattern;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.drift.change.RecordedUse;
import dev.mcpjunit.drift.change.Sign;
import dev.mcpjunit.drift.change.TextChange;
import dev.mcpjunit.json.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A report for people: worst first, a line per change, the proof under a break, the two texts under a difference of
 * texts. What does not fail takes a few lines. A report fits on two screens, however much has changed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DriftText {

    private static final int MOST_FAILING = 40;
    private static final int MOST_TOLERATED = 12;
    private static final int MANY = 4;
    private static final int MOST_NAMES = 8;
    private static final int MOST_OTHERS = 40;
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
        text.tolerated(
                report.tolerated().stream().filter(change -> !isUnused(change)).toList());
        text.unused(report.tolerated().stream().filter(DriftText::isUnused).toList());
        text.accepted(report.accepted());
        text.known(report.known());
        report.problems().forEach(problem -> text.lines.add("  " + Visible.whole(problem)));
        report.unused().forEach(unused -> text.lines.add("  " + unused + " matched no change. Remove it."));
        if (!report.unmatched().isEmpty()) {
            text.lines.add(of(report.unmatched()));
        }
        return String.join("\n", text.lines);
    }

    /**
     * Print ignored places that neither catalog has.
     *
     * @param unmatched the places
     * @return lines without a newline at the end, indented by two spaces; never {@code null}
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static String of(List<PointerPattern> unmatched) {
        return unmatched.stream()
                .map(place -> "  " + Visible.whole(unmatched(place)) + "    (not failing)")
                .collect(joining("\n"));
    }

    static String unmatched(PointerPattern place) {
        return "ignore = \"" + place + "\" matches no path in either catalog. Correct it or remove it.";
    }

    /** Whether a change could matter to clients, and recorded requests show that it does not matter to this one. */
    static boolean isUnused(Change change) {
        return change.use()
                        .filter(use -> use.effect() == RecordedUse.Effect.UNUSED)
                        .isPresent()
                && change.compatibility().compareTo(Compatibility.COMPATIBLE) < 0;
    }

    private void failing(List<Change> changes) {
        List<List<Change>> groups = Groups.alike(changes, MANY);
        groups.stream().limit(MOST_FAILING).forEach(this::group);
        if (groups.size() > MOST_FAILING) {
            Map<Level, Integer> more = new LinkedHashMap<>();
            groups.stream()
                    .skip(MOST_FAILING)
                    .forEach(group -> more.merge(group.get(0).level(), group.size(), Integer::sum));
            lines.add("  … and "
                    + more.entrySet().stream()
                            .map(each -> each.getValue() + " more " + label(each.getKey()))
                            .collect(joining(", ")));
        }
    }

    /**
     * A few of a kind take a line each, more of them one line together; of cosmetic ones only the number is printed.
     */
    private void tolerated(List<Change> changes) {
        Map<String, List<Change>> kinds = changes.stream()
                .filter(change -> change.level() != Level.COSMETIC)
                .collect(groupingBy(
                        change -> change.level() + " " + change.rule(),
                        LinkedHashMap::new,
                        java.util.stream.Collectors.toList()));
        int shown = 0;
        int hidden = 0;
        boolean explained = false;
        for (List<Change> kind : kinds.values()) {
            Level level = kind.get(0).level();
            if (shown >= MOST_TOLERATED) {
                hidden += kind.size();
            } else if (level != Level.COMPATIBLE && kind.size() < MANY) {
                kind.forEach(this::entry);
                shown += kind.size();
            } else {
                lines.add("  " + pad(label(level), 11) + " " + summary(kind)
                        + (level == Level.COMPATIBLE && !explained ? note() : ""));
                example(kind);
                explained |= level == Level.COMPATIBLE;
                shown++;
            }
        }
        if (hidden > 0) {
            lines.add("  … and " + hidden + " more that do not fail");
        }
        cosmetic(changes, explained ? "" : note());
    }

    private void cosmetic(List<Change> changes, String note) {
        Map<String, Long> rules = changes.stream()
                .filter(change -> change.level() == Level.COSMETIC)
                .collect(groupingBy(Change::rule, LinkedHashMap::new, counting()));
        if (!rules.isEmpty()) {
            lines.add("  " + pad(label(Level.COSMETIC), 11) + " "
                    + some(
                            rules.entrySet().stream()
                                    .map(rule -> rule.getKey() + (rule.getValue() == 1 ? "" : " ×" + rule.getValue()))
                                    .toList(),
                            MOST_NAMES)
                    + note);
        }
    }

    /** One proof stands for all of a kind, and so do words that are the same for all. */
    private void example(List<Change> kind) {
        Change first = kind.get(0);
        boolean saysMore = kind.size() > 1
                && !first.at().equals(JsonPointer.ROOT)
                && first.evidence().isEmpty()
                && first.text().isEmpty();
        if (saysMore && kind.stream().map(Change::words).distinct().count() == 1) {
            lines.add(INDENT + Visible.line(first.words()));
        }
        kind.stream()
                .filter(change -> change.evidence().isPresent())
                .findFirst()
                .ifPresent(change -> lines.add(
                        INDENT + "as in " + Visible.line(change.subject().toString()) + ": "
                                + proof(change.evidence().orElseThrow())));
    }

    private static String note() {
        return "    (not failing; update the snapshot to record them)";
    }

    private static String summary(List<Change> kind) {
        Change first = kind.get(0);
        String list = some(Groups.names(kind), MOST_NAMES);
        if (first.at().equals(JsonPointer.ROOT) && first.rule().endsWith(".added")) {
            return count(kind.size(), noun(first)) + " added: " + list;
        }
        return first.rule() + "  " + (kind.size() == 1 ? "" : kind.size() + " times: ") + list;
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

    /** What recorded requests do not use: one line per kind of change. */
    private void unused(List<Change> unused) {
        Map<String, List<Change>> kinds = unused.stream()
                .collect(groupingBy(
                        change -> change.rule() + change.use().map(RecordedUse::words),
                        LinkedHashMap::new,
                        java.util.stream.Collectors.toList()));
        kinds.values().stream()
                .limit(MOST_TOLERATED)
                .forEach(kind -> lines.add("  " + pad("unused", 11) + " "
                        + (kind.size() == 1
                                ? pad(subject(kind.get(0)), width) + "  "
                                        + kind.get(0).rule() + at(kind.get(0))
                                : kind.get(0).rule() + "  " + kind.size() + " times: "
                                        + some(Groups.names(kind), MOST_NAMES))
                        + "  "
                        + kind.get(0).use().map(RecordedUse::words).orElse("") + "    (not failing)"));
        if (kinds.size() > MOST_TOLERATED) {
            lines.add("  … and more changes that no recorded request uses");
        }
    }

    /** What the snapshot has already: one line per kind of problem. */
    private void known(List<Change> known) {
        Map<String, List<Change>> kinds = known.stream()
                .collect(groupingBy(Change::words, LinkedHashMap::new, java.util.stream.Collectors.toList()));
        kinds.values().stream()
                .limit(MOST_TOLERATED)
                .forEach(kind -> lines.add("  " + pad("known", 11) + " " + summary(kind) + "  "
                        + Visible.line(kind.get(0).words()) + "    (not failing; it was there before)"));
    }

    /** The same change of many entries: once, with the proof for the first, and all who have it. */
    private void group(List<Change> alike) {
        entry(alike.get(0));
        if (alike.size() > 1) {
            List<String> others = alike.stream()
                    .skip(1)
                    .map(change -> Visible.line(change.subject().name()))
                    .distinct()
                    .toList();
            lines.add(INDENT + "the same in " + count(others.size(), "more " + noun(alike.get(0))) + ": "
                    + some(others, MOST_OTHERS));
        }
    }

    private void entry(Change change) {
        boolean explained = change.evidence().isPresent() || change.text().isPresent();
        lines.add(("  " + pad(label(change.level()), 11) + " " + pad(subject(change), width) + "  " + change.rule()
                        + at(change)
                        + (explained ? "" : "  " + Visible.line(change.words()))
                        + signs(change, explained)
                        + change.hint()
                                .map(hint -> "  (" + Visible.line(hint) + ")")
                                .orElse(""))
                .stripTrailing());
        Optional<RecordedUse> use = change.use().filter(each -> each.effect() != RecordedUse.Effect.UNUSED);
        if (use.filter(each -> each.effect() == RecordedUse.Effect.BREAKS).isEmpty()) {
            change.evidence().ifPresent(evidence -> lines.add(INDENT + proof(evidence)));
        }
        use.filter(each -> change.level().compareTo(Level.RISKY) < 0)
                .ifPresent(each -> lines.add(INDENT + Visible.line(each.words())));
        change.text().ifPresent(this::texts);
    }

    private static String signs(Change change, boolean explained) {
        return !explained || change.signs().isEmpty()
                ? ""
                : change.signs().stream().map(Sign::toString).collect(joining(", ", "  ", ""));
    }

    private void texts(TextChange text) {
        if (!text.before().isEmpty()) {
            lines.add(INDENT + "- " + Visible.excerpt(text.before(), text.after()));
        }
        if (!text.after().isEmpty()) {
            lines.add(INDENT + "+ " + Visible.excerpt(text.after(), text.before()));
        }
    }
}
