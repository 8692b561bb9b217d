/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import dev.mcpjunit.internal.base.FileContent;
import dev.mcpjunit.internal.masking.SecretMasking;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import dev.mcpjunit.json.internal.JsonDifference;
import dev.mcpjunit.snapshot.SnapshotMode;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Compares a result with its golden file, or writes the file. Secrets are masked on both sides, so that a file also
 * matches on a machine with other secrets.
 *
 * @param golden the file with the result as it should be
 * @param received where to leave a result that does not match
 * @param lock a file that all test JVMs lock before they write this golden file
 * @param masking hides secrets
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record GoldenCheck(SnapshotFile golden, SnapshotFile received, Path lock, SecretMasking masking) {

    /**
     * Compare or write.
     *
     * @param result the result, with placeholders
     * @param mode what may be written; no change of a result is compatible, so {@code accept-compatible} compares
     */
    public GoldenVerdict check(JsonValue result, SnapshotMode mode) {
        String text = Json.printSorted(masked(result)) + "\n";
        GoldenVerdict verdict = mode == SnapshotMode.VERIFY
                ? verdict(text, mode)
                : FileLock.holding(lock, golden.path(), () -> verdict(text, mode));
        if (verdict instanceof GoldenVerdict.Same || verdict instanceof GoldenVerdict.Written) {
            received.deleteIfFromEarlierRun();
        } else {
            received.replace(text);
        }
        return verdict;
    }

    private JsonValue masked(JsonValue result) {
        return masking.maskIn(SecretMasking.RESULT, result);
    }

    private GoldenVerdict verdict(String text, SnapshotMode mode) {
        FileContent existing = golden.read();
        if (existing instanceof FileContent.Missing) {
            if (mode == SnapshotMode.VERIFY) {
                return new GoldenVerdict.Missing();
            }
            return golden.create(text) ? new GoldenVerdict.Written() : compared(golden.read(), text);
        }
        GoldenVerdict compared = compared(existing, text);
        if (!mode.isUpdate() || compared instanceof GoldenVerdict.Same) {
            return compared;
        }
        golden.replace(text);
        return new GoldenVerdict.Written();
    }

    private GoldenVerdict compared(FileContent existing, String text) {
        if (existing instanceof FileContent.NotText other) {
            return new GoldenVerdict.Unreadable(other.reason());
        }
        if (existing instanceof FileContent.NotAFile other) {
            return new GoldenVerdict.Unreadable(other.reason());
        }
        if (!(existing instanceof FileContent.Text file)) {
            return new GoldenVerdict.Missing();
        }
        try {
            JsonValue expected = masked(Json.parse(file.text()));
            List<JsonDifference> differences = JsonDifference.between(expected, Json.parse(text));
            return differences.isEmpty()
                    ? new GoldenVerdict.Same()
                    : new GoldenVerdict.Changed(differences, Json.printSorted(expected) + "\n", text);
        } catch (MalformedJsonException noJson) {
            return new GoldenVerdict.Unreadable(String.valueOf(noJson.getMessage()));
        }
    }
}
