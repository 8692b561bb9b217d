/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.internal.base.FileContent;
import dev.mcpjunit.internal.masking.SecretMasking;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import dev.mcpjunit.json.internal.JsonDifference;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.snapshot.Mask;
import dev.mcpjunit.snapshot.SnapshotMode;
import dev.mcpjunit.snapshot.internal.GoldenCheck;
import dev.mcpjunit.snapshot.internal.GoldenVerdict;
import dev.mcpjunit.snapshot.internal.MaskedJson;
import dev.mcpjunit.snapshot.internal.RunningTest;
import dev.mcpjunit.snapshot.internal.RunningTests;
import dev.mcpjunit.snapshot.internal.SnapshotFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/**
 * A result of the test that runs, and its golden file.
 *
 * @param what what the result is, for messages, for example {@code the result of tool 'get-forecast'}
 * @param masks what is different in each run
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record GoldenResult(String what, JsonValue value, List<Mask> masks) {

    private static final System.Logger LOG = System.getLogger("dev.mcpjunit.GoldenResult");

    private static final int MOST_DIFFERENCES = 12;
    private static final int LONGEST_VALUE = 160;

    /** Stands for a text that repeats the structured content, as the specification recommends. */
    private static final String REPEATED = "<structuredContent as JSON>";

    /**
     * Make the golden result of a tool call. A text block that repeats the structured content is shown as a
     * placeholder, so that masks of places need not be repeated for it; a text that differs is shown as it is.
     */
    public static GoldenResult of(ToolResult result, List<Mask> masks) {
        JsonObject raw = result.raw();
        JsonValue shown = result.structuredContent()
                .flatMap(structured -> raw.array("content").<JsonValue>map(content -> raw.toBuilder()
                        .put(
                                "content",
                                new JsonArray(content.items().stream()
                                        .map(block -> shortened(block, structured))
                                        .toList()))
                        .build()))
                .orElse(raw);
        return new GoldenResult("the result of tool '" + Printable.line(result.tool()) + "'", shown, masks);
    }

    private static JsonValue shortened(JsonValue block, JsonValue structured) {
        return block instanceof JsonObject text
                        && text.string("text")
                                .filter(json -> isJson(json, structured))
                                .isPresent()
                ? text.toBuilder().put("text", REPEATED).build()
                : block;
    }

    private static boolean isJson(String text, JsonValue value) {
        try {
            return Json.parse(text).equals(value);
        } catch (MalformedJsonException noJson) {
            return false;
        }
    }

    /**
     * Compare the result with its golden file, or write the file, as the mode of the test says.
     *
     * @param name the name of the result within its test; empty if the test has only one
     * @param refusal why the result must not be recorded, if so
     * @throws IllegalStateException if it cannot be found out which test runs
     * @throws AssertionFailedError if the result differs from the one in the file, or a mask of a place has no value
     */
    public void check(String name, Optional<String> refusal) {
        RunningTest test = RunningTests.current();
        var at = new Place(test, ProjectFiles.around(test.testClass()), GoldenName.of(test, name));
        MaskedJson masked = MaskedJson.of(value, masks);
        rejectUnmatched(masked, SecretMasking.of(test.secrets()));
        SnapshotMode mode = test.modeFor(at.file());
        refusal.filter(reason -> at.wouldBeWritten(mode)).ifPresent(reason -> {
            throw new AssertionFailedError("Not recorded: " + what + " " + reason + ", and " + at.shown()
                    + " must not contain it by accident.\n\n"
                    + "  If the test expects an error, say so first: assertThat(result).isError().matchesSnapshot()");
        });
        GoldenVerdict verdict = at.check().check(masked.value(), mode);
        failure(verdict, at).ifPresent(failure -> {
            throw failure;
        });
        test.hasResult(at.file());
        if (verdict instanceof GoldenVerdict.Written) {
            LOG.log(System.Logger.Level.INFO, "Wrote " + at.shown() + " from " + what + ". Review it and commit it.");
        }
    }

    /** A place without a value is a mistake in the test or a change of the result; a kind of value may be rare. */
    private void rejectUnmatched(MaskedJson masked, SecretMasking secrets) {
        List<Mask> places =
                masked.unmatched().stream().filter(Mask.Place.class::isInstance).toList();
        if (!places.isEmpty()) {
            throw new AssertionFailedError("Nothing to mask: " + what + " has no value at "
                    + places.stream().map(Mask::toString).collect(joining(", "))
                    + ". Correct the mask, or remove it. The result is\n  "
                    + shown(secrets.maskIn(SecretMasking.RESULT, value), 2_000));
        }
        if (!masked.unmatched().isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    masked.unmatched().stream().map(Mask::toString).collect(joining(", ")) + " matched nothing in "
                            + what + ".");
        }
    }

    private Optional<AssertionFailedError> failure(GoldenVerdict verdict, Place at) {
        if (verdict instanceof GoldenVerdict.Missing) {
            return Optional.of(new AssertionFailedError("No golden file: " + at.shown() + " for " + what
                    + " does not exist. Has it been committed?\n\n  Create it on your machine with   "
                    + at.command(SnapshotMode.CREATE_MISSING) + "\n  Received file " + at.shownReceived()));
        }
        if (verdict instanceof GoldenVerdict.Unreadable unreadable) {
            return Optional.of(new AssertionFailedError("Unreadable golden file: " + at.shown() + " for " + what
                    + " is not JSON. " + unreadable.reason() + ".\n\n  Replace it with   "
                    + at.command(SnapshotMode.UPDATE) + "\n  Received file " + at.shownReceived()));
        }
        if (verdict instanceof GoldenVerdict.Changed changed) {
            String next = at.test().hasResultIn(at.file())
                    ? "The file has another result of this test. Give each a name of its own: matchesSnapshot(\"…\")"
                    : "Accept with   " + at.command(SnapshotMode.UPDATE);
            return Optional.of(new AssertionFailedError(
                    "Changed result: " + what + " is no longer the one in " + at.shown() + "\n\n"
                            + listed(changed.differences()) + "\n\n  " + next + "\n  Received file "
                            + at.shownReceived(),
                    changed.golden(),
                    changed.received()));
        }
        return Optional.empty();
    }

    private static String listed(List<JsonDifference> differences) {
        int more = differences.size() - MOST_DIFFERENCES;
        return differences.stream()
                        .limit(MOST_DIFFERENCES)
                        .map(GoldenResult::described)
                        .collect(joining("\n"))
                + (more > 0 ? "\n  … and " + more + " more" : "");
    }

    private static String described(JsonDifference difference) {
        String at = "  "
                + Printable.line(
                        difference.at().tokens().isEmpty()
                                ? "(the whole)"
                                : difference.at().toString());
        return at
                + difference
                        .before()
                        .map(was -> "\n    - " + shown(was, LONGEST_VALUE))
                        .orElse("")
                + difference
                        .after()
                        .map(is -> "\n    + " + shown(is, LONGEST_VALUE))
                        .orElse("");
    }

    private static String shown(JsonValue value, int longest) {
        return Printable.line(value.toString(), longest);
    }

    /** The files of a result. */
    private record Place(RunningTest test, ProjectFiles files, String name) {

        Path file() {
            return files.goldens(test.testClass()).resolve(name + ".golden.json");
        }

        Path received() {
            return files.receivedResult(test.testClass(), name);
        }

        GoldenCheck check() {
            return new GoldenCheck(
                    new SnapshotFile(file()),
                    new SnapshotFile(received()),
                    files.lock(file()),
                    SecretMasking.of(test.secrets()));
        }

        boolean wouldBeWritten(SnapshotMode mode) {
            return mode.isUpdate()
                    || (mode != SnapshotMode.VERIFY && new SnapshotFile(file()).read() instanceof FileContent.Missing);
        }

        String shown() {
            return files.show(file());
        }

        String shownReceived() {
            return files.show(received());
        }

        String command(SnapshotMode mode) {
            return files.command(test.testClass(), mode.toString());
        }
    }
}
