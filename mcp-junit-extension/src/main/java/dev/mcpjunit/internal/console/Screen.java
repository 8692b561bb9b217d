/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.console;

import java.time.Duration;

/** Where progress is shown. */
interface Screen {

    /** How long a wait lasts before it is shown, and how long a text is shown before the next. */
    Duration pause();

    void show(String text);

    /** Nothing is waited for any more. */
    void clear();
}
