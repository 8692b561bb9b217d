/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.report;

import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Evidence;
import dev.mcpjunit.drift.change.RecordedUse;
import dev.mcpjunit.drift.change.TextChange;
import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** A complete report for programs. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DriftJson {

    private DriftJson() {}

    /**
     * Convert.
     *
     * @param report the report
     * @return {@code fails}, {@code changes} (worst first), {@code problems} and {@code notices}; never {@code null}
     */
    public static JsonObject of(DriftReport report) {
        var changes = new ArrayList<JsonObject>();
        report.failing().forEach(change -> changes.add(change(change, "fails", Optional.empty())));
        report.accepted()
                .forEach(known -> changes.add(change(
                        known.change(),
                        "accepted",
                        Optional.of(known.acceptance().reason()))));
        report.tolerated()
                .forEach(change -> changes.add(
                        change(change, DriftText.isUnused(change) ? "unused" : "tolerated", Optional.empty())));
        report.known().forEach(change -> changes.add(change(change, "known", Optional.empty())));
        List<String> problems = new ArrayList<>(report.problems());
        report.unused().forEach(unused -> problems.add(unused + " matched no change. Remove it."));
        return JsonObject.builder()
                .put("fails", report.fails())
                .put("changes", changes)
                .put("problems", problems)
                .put(
                        "notices",
                        report.unmatched().stream().map(DriftText::unmatched).toList())
                .build();
    }

    private static JsonObject change(Change change, String verdict, Optional<String> reason) {
        return JsonObject.builder()
                .put("verdict", verdict)
                .putIfPresent("reason", reason)
                .put("level", change.level())
                .put("compatibility", change.compatibility())
                .put("trust", change.trust())
                .put("rule", change.rule())
                .put("subject", change.subject().toString())
                .put("at", change.at().toString())
                .put("pointer", change.pointer().toString())
                .put("words", change.words())
                .putIfPresent("property", change.property())
                .putIfPresent("hint", change.hint())
                .putIfPresent("signs", signs(change))
                .putIfPresent("text", change.text().map(DriftJson::text))
                .putIfPresent("witness", change.evidence().map(DriftJson::witness))
                .putIfPresent("recorded", change.use().map(RecordedUse::words))
                .build();
    }

    private static Optional<List<JsonObject>> signs(Change change) {
        return change.signs().isEmpty()
                ? Optional.empty()
                : Optional.of(change.signs().stream()
                        .map(sign -> JsonObject.builder()
                                .put("sign", sign)
                                .put("owasp", sign.owasp())
                                .build())
                        .toList());
    }

    private static JsonObject text(TextChange text) {
        return JsonObject.builder()
                .put("before", text.before())
                .put("after", text.after())
                .build();
    }

    private static JsonObject witness(Evidence evidence) {
        var violation = evidence.witness().violation();
        return JsonObject.builder()
                .put("direction", evidence.direction())
                .put("value", evidence.witness().value())
                .put("keyword", violation.keyword())
                .put("at", violation.instancePointer())
                .put("message", violation.message())
                .build();
    }
}
