/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mcpjunit.drift.Drift;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.report.DriftText;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Snapshot;
import dev.mcpjunit.snapshot.CatalogFile;
import dev.mcpjunit.snapshot.internal.format.SnapshotFormat;

/** A file is refused with a reason, or it is a catalog that survives being written, read and compared with itself. */
class SnapshotFuzzTests {

    @FuzzTest
    void snapshot(byte[] input) {
        Snapshot snapshot;
        try {
            snapshot = SnapshotFormat.parse(new String(input, UTF_8));
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        String written = SnapshotFormat.print(snapshot);
        Snapshot again = SnapshotFormat.parse(written);
        assertThat(SnapshotFormat.print(again)).isEqualTo(written);
        assertHasNoChanges(snapshot.catalog(), again.catalog());
    }

    @FuzzTest
    void capture(byte[] input) {
        Catalog catalog;
        try {
            catalog = CatalogFile.parse(new String(input, UTF_8));
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        assertHasNoChanges(catalog, catalog);
        assertThat(Drift.inspect(catalog, DriftOptions.defaults())).isNotNull();
    }

    private static void assertHasNoChanges(Catalog before, Catalog now) {
        var report = Drift.compare(before, now, DriftOptions.defaults());
        assertThat(report.changes()).as(() -> DriftText.of(report)).isEmpty();
    }
}
