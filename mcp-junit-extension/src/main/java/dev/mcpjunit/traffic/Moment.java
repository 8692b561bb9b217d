/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import java.time.Instant;
import org.apiguardian.api.API;

/**
 * Something that happened during an exchange.
 *
 * @param at when, on a clock that never goes back
 * @param what for example {@code forwarded}, {@code notifications/progress}, {@code fault: reset}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Moment(Instant at, String what) {}
