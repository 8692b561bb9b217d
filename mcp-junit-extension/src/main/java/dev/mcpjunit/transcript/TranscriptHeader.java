/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * The first line of a transcript.
 *
 * @param version the version of the format, such as {@code 1.0}: a change of the first number means that older readers
 *     must not read the file
 * @param testClass the class of the test; empty for recordings without a test
 * @param test the display name of the test; empty for recordings without a test
 * @param id JUnit's unique id of the test; empty for recordings without a test
 * @param startedAt the moment from which the times of the frames count
 * @param frames how many frames follow, so that a file that was cut is recognized; empty if the file does not say, such
 *     as the transcript of a test
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TranscriptHeader(
        String version, String testClass, String test, String id, Instant startedAt, OptionalLong frames) {

    /** The version that this library writes. */
    public static final String VERSION = "1.0";

    /** Check the parts. */
    public TranscriptHeader {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(testClass, "testClass");
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(frames, "frames");
    }

    /**
     * Make a header of the current version.
     *
     * @param testClass the class of the test
     * @param test the display name of the test
     * @param id JUnit's unique id of the test
     * @param startedAt the moment from which the times of the frames count
     * @return the header; never {@code null}
     */
    public static TranscriptHeader of(String testClass, String test, String id, Instant startedAt) {
        return new TranscriptHeader(VERSION, testClass, test, id, startedAt, OptionalLong.empty());
    }

    /**
     * Say how many frames follow.
     *
     * @param count the number of frames
     * @return a header with that number; never {@code null}
     */
    public TranscriptHeader withFrames(long count) {
        return new TranscriptHeader(version, testClass, test, id, startedAt, OptionalLong.of(count));
    }
}
