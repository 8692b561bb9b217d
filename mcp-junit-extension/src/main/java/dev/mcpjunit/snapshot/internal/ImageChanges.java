/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.model.ImageIdentity;
import java.util.List;
import java.util.Optional;

/**
 * {@code server.image-changed}: another image than the snapshot was taken from. It is expected to move with each
 * release; whoever wonders why something else moved wants to know.
 */
final class ImageChanges {

    private ImageChanges() {}

    static List<Change> changes(Optional<ImageIdentity> before, Optional<ImageIdentity> now) {
        return before.isEmpty() || now.isEmpty() || before.equals(now)
                ? List.of()
                : List.of(Change.of(
                        "server.image-changed",
                        Subject.SERVER,
                        JsonPointer.ROOT.child("image"),
                        Aspect.NOTATION,
                        Compatibility.COSMETIC,
                        Trust.NONE,
                        "the image was " + words(before.get()) + " and is " + words(now.get())));
    }

    private static String words(ImageIdentity image) {
        return image.reference()
                + image.digest().map(digest -> " (" + digest + ")").orElse("");
    }
}
