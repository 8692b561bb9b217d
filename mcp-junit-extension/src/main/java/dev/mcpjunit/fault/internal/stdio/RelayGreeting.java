/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.internal.stdio.relay.Relay;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a relay says first on a connection.
 *
 * @param command what the client wants to run, on the connection of input and output
 */
record RelayGreeting(long pid, Optional<McpEndpoint.Stdio> command) {

    private static final int MOST_TEXTS = 1 << 20;
    private static final int LONGEST_TEXT = 1 << 24;

    /**
     * Read a hello.
     *
     * @throws ProtocolException if it is none, or not one for this bridge
     */
    static RelayGreeting read(DataInputStream from, String token) throws IOException {
        byte[] shown = from.readNBytes(token.length());
        // Nothing else is looked at before this: any user of the machine can connect.
        if (!MessageDigest.isEqual(shown, token.getBytes(US_ASCII))) {
            throw new ProtocolException("Not a relay of this bridge");
        }
        int kind = from.readByte();
        long pid = from.readLong();
        if (kind == Relay.ERRORS) {
            return new RelayGreeting(pid, Optional.empty());
        }
        Path directory = Path.of(text(from));
        List<String> words = new ArrayList<>();
        for (int left = count(from); left > 0; left--) {
            words.add(text(from));
        }
        Map<String, String> environment = new LinkedHashMap<>();
        for (int left = count(from); left > 0; left--) {
            environment.put(text(from), text(from));
        }
        if (words.isEmpty()) {
            throw new ProtocolException("A relay without a command");
        }
        return new RelayGreeting(pid, Optional.of(new McpEndpoint.Stdio(words, environment, directory)));
    }

    private static int count(DataInputStream from) throws IOException {
        return bounded(from.readInt(), MOST_TEXTS);
    }

    private static String text(DataInputStream from) throws IOException {
        return new String(from.readNBytes(bounded(from.readInt(), LONGEST_TEXT)), UTF_8);
    }

    private static int bounded(int number, int limit) throws ProtocolException {
        if (number < 0 || number > limit) {
            throw new ProtocolException("A relay that says nonsense");
        }
        return number;
    }
}
