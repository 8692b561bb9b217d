/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.internal.pin.ProjectFiles;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.snapshot.internal.SnapshotFile;
import dev.mcpjunit.transcript.Transcript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;

/** Writes transcripts, each whole or not at all. */
final class TranscriptFiles {

    private static final int LONGEST_NAME = 120;

    private TranscriptFiles() {}

    /**
     * Write a transcript into JUnit's output directory of the test, or below {@code target/mcp} where JUnit has none;
     * and beside it, its HTTP archive.
     *
     * @return the path of the transcript for messages, relative to the project if it is inside
     */
    static String write(ExtensionContext context, Transcript transcript, Optional<JsonObject> archive) {
        ProjectFiles project = ProjectFiles.around(context.getRequiredTestClass());
        String text = transcript.print();
        Path file = publish(context, text).orElseGet(() -> {
            Path own = project.transcript(context.getRequiredTestClass(), name(context));
            new SnapshotFile(own).replace(text);
            return own;
        });
        archive.ifPresent(har -> new SnapshotFile(file.resolveSibling(archive(file))).replace(Json.print(har) + "\n"));
        return project.show(file);
    }

    /** {@code transcript.har} for {@code transcript.jsonl}. */
    private static String archive(Path transcript) {
        return String.valueOf(transcript.getFileName()).replaceFirst("\\.jsonl$", "") + ".har";
    }

    /** The file in JUnit's directory; empty where JUnit is older than 5.12 or has none. */
    private static Optional<Path> publish(ExtensionContext context, String text) {
        var written = new ArrayList<Path>();
        try {
            context.publishDirectory("mcp", directory -> {
                Path file = directory.resolve("transcript.jsonl");
                new SnapshotFile(file).replace(text);
                written.add(file);
            });
        } catch (NoSuchMethodError older) {
            return Optional.empty();
        } catch (JUnitException notConfigured) {
            return Optional.empty();
        }
        return written.stream().findFirst();
    }

    /** The steps of the unique id below the class: the method, and which invocation of it. */
    private static String name(ExtensionContext context) {
        String id = context.getUniqueId();
        int method =
                Math.max(0, id.indexOf("/[", Math.max(id.lastIndexOf("[class:"), id.lastIndexOf("[nested-class:"))));
        String name = id.substring(method)
                .replaceAll("\\[[a-z-]+:", "")
                .replaceAll("[^A-Za-z0-9._#-]+", "-")
                .replaceAll("^-+|-+$", "");
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME) + "-" + Integer.toHexString(name.hashCode());
    }
}
