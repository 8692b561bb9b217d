/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit.stacks;

import dev.mcpjunit.contract.ProtectedServerContract;
import dev.mcpjunit.contract.server.DeclaredProtection;
import dev.mcpjunit.contract.server.SampleCall;
import java.util.Map;

/** What each stack of docs/authorization.md declares: a forecast, and a trip that needs a further scope. */
public interface ProtectedWeather extends ProtectedServerContract {

    @Override
    default DeclaredProtection protection() {
        return DeclaredProtection.standard()
                .scopes("weather:read")
                .callBeyondThem("weather:write", new SampleCall("book-trip", Map.of("city", "Oslo")));
    }
}
