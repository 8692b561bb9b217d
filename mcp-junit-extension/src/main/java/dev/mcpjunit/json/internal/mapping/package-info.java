/* SPDX-License-Identifier: Apache-2.0 */
/** Maps JSON to the types of the user by the library that is on the class path. Internal. */
@NullMarked
package dev.mcpjunit.json.internal.mapping;

import org.jspecify.annotations.NullMarked;
