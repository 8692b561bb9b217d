/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.internal.rpc.AppNames;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ResourceContents;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * A page as {@code resources/read} has returned it.
 *
 * @param uri the URI that was read
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record AppPage(String uri, ResourceContents contents) {

    private static final String DOCTYPE = "<!doctype html";

    /** The part with the page; empty if no part has its URI. */
    public Optional<JsonObject> part() {
        return contents.parts().stream()
                .filter(part -> part.string("uri").equals(Optional.of(uri)))
                .findFirst();
    }

    /** What the page declares for hosts. */
    public JsonObject settings() {
        return part().flatMap(part -> part.object("_meta"))
                .flatMap(meta -> meta.object("ui"))
                .orElse(JsonObject.EMPTY);
    }

    public boolean hasSettings() {
        return part().flatMap(part -> part.object("_meta"))
                .filter(meta -> meta.has("ui"))
                .isPresent();
    }

    /** The document; empty if it cannot be read. */
    public Optional<String> html() {
        return part().flatMap(AppPage::document);
    }

    private static Optional<String> document(JsonObject part) {
        return part.string("text").or(() -> part.string("blob").flatMap(AppPage::decoded));
    }

    private static Optional<String> decoded(String blob) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(blob), UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Report what is wrong with the part, its media type and its document. */
    public void judge(Consumer<String> violation) {
        Optional<JsonObject> found = part();
        if (found.isEmpty()) {
            List<String> others = contents.parts().stream()
                    .flatMap(part -> part.string("uri").stream())
                    .toList();
            violation.accept("resources/read of " + uri + " returned no contents with this URI, but " + others + ".");
            return;
        }
        JsonObject part = found.get();
        if (!part.string("mimeType").equals(Optional.of(AppNames.MEDIA_TYPE))) {
            violation.accept("The media type of " + uri + " is " + MessageParts.excerpt(part, "mimeType") + ", not \""
                    + AppNames.MEDIA_TYPE + "\".");
        }
        Optional<String> html = document(part);
        if (html.isEmpty()) {
            violation.accept(
                    uri + (part.has("blob") ? " has a blob that is not base64." : " has no text and no blob."));
        } else if (!isHtml5(html.get())) {
            violation.accept(uri + " is no HTML5 document: it does not begin with <!doctype html>.");
        }
    }

    private static boolean isHtml5(String html) {
        int begin = HtmlTags.begin(html);
        int end = begin + DOCTYPE.length();
        return html.regionMatches(true, begin, DOCTYPE, 0, DOCTYPE.length())
                && end < html.length()
                && (html.charAt(end) == '>' || Character.isWhitespace(html.charAt(end)));
    }
}
