/* SPDX-License-Identifier: Apache-2.0 */
package com.example.forecast;

import java.util.Optional;

/**
 * A forecast for a city.
 *
 * @param text the forecast
 * @param replaced why the fallback answered instead of the server; empty if the server answered. Show it to users and
 *     models: the text may be old
 */
public record Forecast(String text, Optional<String> replaced) {

    static Forecast ofServer(String text) {
        return new Forecast(text, Optional.empty());
    }

    static Forecast ofFallback(String text, String reason) {
        return new Forecast(text, Optional.of(reason));
    }
}
