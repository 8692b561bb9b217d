/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import org.apiguardian.api.API;

/**
 * Agreements between a server and its clients that the catalog cannot express. They change the severity of some
 * changes.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Convention {
    /** The validators in use assert {@code format}. In JSON Schema 2020-12 it is an annotation by default. */
    FORMAT_IS_ASSERTED,

    /** Clients accept unknown values of an {@code enum} in results. */
    RESULT_ENUMS_ARE_OPEN,

    /**
     * Undeclared members keep their meaning: servers honor arguments that they no longer declare, and results still
     * have members that are no longer declared.
     */
    UNDECLARED_MEMBERS_ARE_HONORED,

    /** The list of resources is fixed and not generated at run time. A removed resource is a breaking change. */
    RESOURCES_ARE_FIXED,

    /**
     * The server is reached over stdio only, where no argument is mirrored in a header. {@code @PinnedSchema} detects
     * this.
     */
    STDIO_ONLY
}
