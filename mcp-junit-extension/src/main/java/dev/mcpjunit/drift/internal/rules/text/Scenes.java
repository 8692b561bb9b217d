/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import dev.mcpjunit.drift.change.Sign;
import java.util.List;
import java.util.stream.Stream;

/** The scenes of an attack, each put together from concepts. */
final class Scenes {

    /** What shows a sign in one sentence or in two that follow each other. */
    static final List<Scene> SPOKEN = Stream.of(
                    all(
                            Sign.CONCEALMENT,
                            "NEED_NOT TELL|KNOW|BOTHER USER|REPLY -TECHNICAL",
                            "NEED_NOT TELL_X",
                            "~TELL^ REPLY -TECHNICAL -IF",
                            "~TELL|~TELL_X MOVE|MOVE_X URL|MAIL",
                            "OMIT^ >REPLY -TECHNICAL",
                            "KEEP_QUIET",
                            "~BELONG REPLY",
                            "~TELL_X USER|REPLY"),
                    // A cover story
                    all(
                            Sign.CONCEALMENT,
                            "ASKED STRONG_CLAIM",
                            "SUSPECTS !CLAIM|!SAY",
                            "ASKED !CLAIM COVER",
                            "!CLAIM REPLY COVER|QUOTED",
                            "SAY^ GOOD DESPITE -FEEDBACK",
                            "!CLAIM COVER DESPITE",
                            "RIVAL !CLAIM COVER"),
                    // What flows into arguments
                    all(
                            Sign.CONTEXT_LEAK,
                            "OTHER_OUTPUT PUT^",
                            "OTHER_OUTPUT SINK",
                            "OWN_RULES PUT^ SINK",
                            "ALL USER SAID PUT^ -CONTAINER",
                            "ALL USER SAID SINK -CONTAINER",
                            "PERSONAL PUT^ SINK -SAMPLE",
                            "PERSONAL PRETEXT SINK|PUT^"),
                    all(
                            Sign.SECRETS,
                            "SECRET OTHERS_SECRET PUT^ SINK -COUNTED",
                            "SECRET PRETEXT SINK -COUNTED",
                            "SECRET PUT^|MOVE^ STORED -COUNTED",
                            "CONTENTS SECRET PUT^ SINK -COUNTED",
                            "SECRET PRETEXT MOVE^ -COUNTED",
                            "LOOK_UP^ SECRET PERSONAL -COUNTED"),
                    // What flows elsewhere
                    all(
                            Sign.EXFILTRATION,
                            "MOVE^ URL|MAIL|HOST EACH -SAMPLE -FEEDBACK",
                            "MOVE^ URL|MAIL DATA -SAMPLE -FEEDBACK",
                            "MOVE_X URL|MAIL EACH|DATA -SAMPLE",
                            "MOVE URL|MAIL PRETEXT -SAMPLE -FEEDBACK",
                            "MOVE^ VENDOR EACH DATA|PERSONAL -SAMPLE -FEEDBACK",
                            "MOVE VENDOR EACH PERSONAL -SAMPLE -FEEDBACK",
                            "PLACEHOLDER EACH",
                            "PIXEL MOVE^ URL|HOST",
                            "RECIPIENT MAIL MUST|EACH -SAMPLE",
                            "PAY ACCOUNT NUMBER EACH"),
                    // Other tools
                    all(
                            Sign.SHADOWING,
                            "THEIR_TOOL SET URL|MAIL|NUMBER -SAMPLE",
                            "IDENTIFIER SET MAIL|NUMBER -SAMPLE",
                            "OTHER_TOOL DECIDES",
                            "OVER_USER SET|INSTEAD|SWITCH",
                            "OVERRULE"),
                    all(
                            Sign.PREFERENCE,
                            "ANY_REQUEST THROUGH",
                            "RIVAL DENIGRATED INSTEAD -IF",
                            "EVEN_IF USER ANOTHER",
                            "OUR_GOODS RANKED UNFAIR",
                            "OUR_GOODS ~TELL^",
                            "OUR_GOODS RANKED RIVAL|OMIT"),
                    all(
                            Sign.CONSENT,
                            "SILENCE !TREAT YES",
                            "SETTLED ALWAYS_TRUE",
                            "SETTLED ~AUTH -READ_ONLY -IF",
                            "SETTLED GO_AHEAD",
                            "SETTING SWITCH^",
                            "!ANSWER PROMPT ALLOW",
                            "AGAIN UNTIL_YES",
                            "NEED_NOT AUTH USER -READ_ONLY -IF",
                            "~AUTH PAY GO_AHEAD -READ_ONLY -IF",
                            "NEED_NOT AUTH PAY -READ_ONLY -IF"),
                    all(
                            Sign.REMOTE_CODE,
                            "RUN^ INTERPRETER URL -SAMPLE",
                            "FETCH^ URL|PATH|SCRIPT LAUNCH^ -SAMPLE",
                            "FROM_DATA RUN^ INTERPRETER",
                            "ADMIN RUN^ URL|SCRIPT",
                            "!SWITCH_OFF CHECKS URL|BECAUSE",
                            "ITEMS MARKED COMMANDS !TO_YOU",
                            "ITEMS MARKED OBEY^",
                            "ITEMS MARKED|COMMANDS YOURS",
                            "CODED FOLLOW^"),
                    all(
                            Sign.PERSISTENCE,
                            "AUTOSTART PLACE^ URL|OUR_TOOL|NUMBER|RESTART|ADMIN",
                            "AUTOSTART NUMBER OUR_TOOL",
                            "CLIENT_FILE PLACE^ URL",
                            "MEMORY PLACE^ THAT STANCE"),
                    all(
                            Sign.ROLE_MARKUP,
                            "#NOTE >AUTHORITY >MODEL",
                            "#AUTHORITY >NOTE MODEL",
                            "#AUTHORITY >TO_MODEL",
                            "ADDRESSED AUTHORITY|URL|MAIL|SECRET|YES"))
            .flatMap(List::stream)
            .toList();

    /** What shows a sign in the description of an argument, which says what is to flow into it. */
    static final List<Scene> OF_ARGUMENT = Stream.of(
                    all(
                            Sign.CONTEXT_LEAK,
                            "OTHER_OUTPUT",
                            "OWN_RULES",
                            "ALL USER SAID -CONTAINER",
                            "PERSONAL LOOK_UP -SAMPLE",
                            "PERSONAL PERSONAL",
                            "PERSONAL PUT^",
                            "CONTENTS PERSONAL"),
                    all(
                            Sign.SECRETS,
                            "SECRET LOOK_UP^ -COUNTED",
                            "ALL SECRET OTHERS_SECRET -COUNTED",
                            "ENVIRONMENT ALL|CONTENTS"))
            .flatMap(List::stream)
            .toList();

    private Scenes() {}

    private static List<Scene> all(Sign sign, String... notations) {
        return Stream.of(notations).map(notation -> Scene.of(sign, notation)).toList();
    }

    static Stream<Found> in(List<Scene> scenes, String sentence) {
        Mentions mentions = Mentions.of(sentence);
        return scenes.stream().flatMap(scene -> scene.in(mentions).stream());
    }
}
