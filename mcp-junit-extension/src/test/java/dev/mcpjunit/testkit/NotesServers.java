/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.fixtures.notes.NotesFlaw;
import dev.mcpjunit.fixtures.notes.NotesServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import java.util.Locale;

/** The server of notes in the forms in which tests need it. */
public final class NotesServers {

    private NotesServers() {}

    /** On standard input and output. */
    public static ServerSpec stdio(String name, NotesFlaw flaw) {
        return Fixture.stdio(NotesServer.class, "stdio", word(flaw)).name(name).build();
    }

    /** As a process that listens on HTTP. */
    public static ServerSpec http(String name, NotesFlaw flaw) {
        return Fixture.stdio(NotesServer.class, "http", word(flaw))
                .name(name)
                .transport(Transport.STREAMABLE_HTTP)
                .env("PORT", "${mcp.port}")
                .build();
    }

    /** In this JVM, on HTTP. */
    public static ServerSpec inProcess(String name, Class<? extends McpServerFactory> factory) {
        return ServerSpec.inProcess(factory).name(name).build();
    }

    private static String word(NotesFlaw flaw) {
        return flaw.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static McpServerFactory.Started started(NotesFlaw flaw) {
        NotesServer server = NotesServer.http(flaw);
        return new McpServerFactory.Started(server.uri(), server);
    }

    /** Well-behaved. */
    public static final class Good implements McpServerFactory {
        @Override
        public Started start() {
            return started(NotesFlaw.NONE);
        }
    }

    /** Shows each client the notes of all. */
    public static final class Leaking implements McpServerFactory {
        @Override
        public Started start() {
            return started(NotesFlaw.SHOWS_NOTES_OF_OTHERS);
        }
    }

    /** Swaps answers between clients. */
    public static final class Swapping implements McpServerFactory {
        @Override
        public Started start() {
            return started(NotesFlaw.SWAPS_ANSWERS);
        }
    }

    /** Loses answers. */
    public static final class Losing implements McpServerFactory {
        @Override
        public Started start() {
            return started(NotesFlaw.LOSES_ANSWERS);
        }
    }
}
