/* SPDX-License-Identifier: Apache-2.0 */
/** What differs between two catalogs. Values in, values out: nothing here knows that there was a server. */
@NullMarked
package dev.mcpjunit.drift;

import org.jspecify.annotations.NullMarked;
