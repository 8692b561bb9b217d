/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.internal.extension.Lifetime;
import org.apiguardian.api.API;

/** The lifetime of a server, and which tests share it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Scope {
    /** One server for the tests of the class that declares it, and of the classes nested in it. */
    CLASS,
    /** A fresh server for each test. */
    METHOD,
    /** One server for the whole test run, shared by all classes that declare it identically. */
    RUN;

    Lifetime lifetime() {
        return switch (this) {
            case METHOD -> Lifetime.METHOD;
            case CLASS -> Lifetime.CLASS;
            case RUN -> Lifetime.RUN;
        };
    }
}
