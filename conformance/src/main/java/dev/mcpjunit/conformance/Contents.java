/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.conformance;

import dev.mcpjunit.fixtures.json.Json;
import java.util.Map;

/** Minimal pieces of content. */
final class Contents {

    /** A PNG of one red pixel. */
    static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    /** A WAV without a sample. */
    private static final String SILENCE = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";

    private Contents() {}

    static Map<String, Object> text(String text) {
        return Json.object("type", "text", "text", text);
    }

    static Map<String, Object> image() {
        return Json.object("type", "image", "data", PIXEL, "mimeType", "image/png");
    }

    static Map<String, Object> sound() {
        return Json.object("type", "audio", "data", SILENCE, "mimeType", "audio/wav");
    }

    static Map<String, Object> resource(String uri, String type, String text) {
        return Json.object("type", "resource", "resource", Json.object("uri", uri, "mimeType", type, "text", text));
    }
}
