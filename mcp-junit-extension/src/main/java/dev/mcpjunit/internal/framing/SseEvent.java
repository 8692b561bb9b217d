/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.framing;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * One event of a {@code text/event-stream}.
 *
 * @param type the {@code event} field; {@code message} when there is none
 * @param data the {@code data} lines, joined by newlines; may be empty
 * @param id the {@code id} field, if the event has one
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SseEvent(String type, String data, Optional<String> id) {}
