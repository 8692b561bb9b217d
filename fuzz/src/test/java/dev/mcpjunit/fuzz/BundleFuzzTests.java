/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mcpjunit.server.internal.bundle.BundleArchive;
import dev.mcpjunit.server.internal.bundle.InvalidBundleException;
import java.nio.file.Path;

/** A bundle is refused with a reason, or none of its entries leads out of the folder to which it is unpacked. */
class BundleFuzzTests {

    private static final Path FOLDER = Path.of("/unpacked/here");

    @FuzzTest
    void archive(byte[] input) {
        BundleArchive archive;
        try {
            archive = BundleArchive.of(Path.of("b.mcpb"), input);
            assertThat(archive.manifest()).isNotNull();
        } catch (InvalidBundleException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        for (String name : archive.names()) {
            Path target = FOLDER.resolve(name);
            assertThat(target.normalize().startsWith(FOLDER)).as(name).isTrue();
            assertThat(target.normalize()).isNotEqualTo(FOLDER);
        }
    }
}
