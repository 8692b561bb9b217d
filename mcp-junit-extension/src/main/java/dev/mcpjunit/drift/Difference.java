/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * One place where two catalogs differ.
 *
 * @param subject what it is about: {@code tools/get-sum}, {@code prompts/…}, {@code server}
 * @param at the place inside the subject; the root when the whole subject came or went
 * @param before what was there; empty when nothing was
 * @param after what is there; empty when nothing is
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Difference(String subject, JsonPointer at, Optional<JsonValue> before, Optional<JsonValue> after) {}
