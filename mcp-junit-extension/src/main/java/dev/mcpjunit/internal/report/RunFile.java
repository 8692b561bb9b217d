/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The lines of one run, one JSON value each. They are written as tests end, so that a JVM that is killed loses only
 * what runs then, and so that the memory of a run does not grow. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunFile implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("(\\d+)-([0-9a-f]+)-(\\d+)\\.jsonl");

    private final Writer lines;

    /** Begin the file of this JVM. */
    RunFile(Path folder, BuildSession session, RunLine first) throws IOException {
        Files.createDirectories(folder);
        String name = first.started().toEpochMilli() + "-" + session.id() + "-"
                + ProcessHandle.current().pid() + ".jsonl";
        this.lines = Files.newBufferedWriter(
                folder.resolve(name), UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        write(first.json());
    }

    /** Add a server. */
    public void add(ServerLine server) throws IOException {
        write(server.json());
    }

    /** Add the comparison of a server with its snapshot. */
    public void add(PinLine pin) throws IOException {
        write(pin.json());
    }

    /** Add that a test begins, so that a test whose JVM is killed is not missing. */
    public void begin(String id, String testClass, String name, Instant at) throws IOException {
        write(JsonObject.builder()
                .put("kind", "begun")
                .put("id", id)
                .put("class", testClass)
                .put("name", Secrets.maskKnown(name))
                .put("started", at.toString())
                .build());
    }

    /** Add a test and its traffic. */
    public void add(TestLine test) throws IOException {
        write(String.join("\n", test.lines()) + "\n");
    }

    private void write(JsonObject line) throws IOException {
        write(Json.print(line) + "\n");
    }

    private synchronized void write(String text) throws IOException {
        lines.write(text);
        lines.flush();
    }

    /** Add that the run has ended by itself, and end the file. */
    @Override
    public synchronized void close() throws IOException {
        write(JsonObject.builder().put("kind", "end").build());
        lines.close();
    }

    /**
     * What the name of a file says.
     *
     * @param file the file
     * @param started when the run began
     * @param session the session that the run belongs to
     */
    record Info(Path file, Instant started, String session) {

        static Optional<Info> of(Path file) {
            Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
            return name.matches()
                    ? Optional.of(new Info(file, Instant.ofEpochMilli(Long.parseLong(name.group(1))), name.group(2)))
                    : Optional.empty();
        }
    }
}
