/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What crossed the wire in a test, in the order of time.
 *
 * <pre>{@code
 * Transcript transcript = Transcript.read(Path.of("transcript.jsonl"));
 * transcript.exchanges().forEach(exchange -> System.out.println(exchange.title()));
 * }</pre>
 *
 * @param header the test, and the version of the format
 * @param frames the frames, in the order of time
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Transcript(TranscriptHeader header, List<Frame> frames) {

    /** Copy the frames. */
    public Transcript {
        frames = List.copyOf(frames);
    }

    /**
     * Read a file. Unknown members and unknown kinds of events are ignored.
     *
     * @param file a JSONL file that this library has written
     * @return the transcript; never {@code null}
     * @throws IOException if the file cannot be read
     * @throws InvalidTranscriptException if it is no transcript, is damaged, or has a newer major version
     */
    public static Transcript read(Path file) throws IOException {
        return TranscriptReader.read(file.toString(), Files.readString(file));
    }

    /**
     * Read a text.
     *
     * @param source what messages call the text, such as the name of its file
     * @param text the lines of a transcript
     * @return the transcript; never {@code null}
     * @throws InvalidTranscriptException if it is no transcript, is damaged, or has a newer major version
     */
    public static Transcript parse(String source, String text) {
        return TranscriptReader.read(source, text);
    }

    /**
     * Print the transcript as JSONL: the header, then one line for each frame.
     *
     * @return the text, which ends with a line feed; never {@code null}
     */
    public String print() {
        return FrameWriter.header(header) + "\n"
                + frames.stream().map(frame -> FrameWriter.frame(frame) + "\n").collect(Collectors.joining());
    }

    /**
     * Group the frames by exchange, in the order in which the exchanges began.
     *
     * @return the exchanges; never {@code null}
     */
    public List<TranscriptExchange> exchanges() {
        Map<Long, List<Frame>> groups = frames.stream()
                .filter(frame -> frame.exchange().isPresent() && frame.lane().isPresent())
                .collect(Collectors.groupingBy(
                        frame -> frame.exchange().getAsLong(), LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> new TranscriptExchange(group.getKey(), group.getValue()))
                .toList();
    }
}
