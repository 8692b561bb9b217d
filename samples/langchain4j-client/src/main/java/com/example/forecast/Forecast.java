/* SPDX-License-Identifier: Apache-2.0 */
package com.example.forecast;

import java.util.Optional;

/**
 * A forecast for a city.
 *
 * @param text the forecast
 * @param fallbackReason why the forecast comes from the fallback; empty if it comes from the server. Show the reason to
 *     users and models: the text may be old
 */
public record Forecast(String text, Optional<String> fallbackReason) {

    static Forecast fromServer(String text) {
        return new Forecast(text, Optional.empty());
    }

    static Forecast fromFallback(String text, String reason) {
        return new Forecast(text, Optional.of(reason));
    }
}
