/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import static dev.mcpjunit.drift.internal.rules.text.Phrase.denying;

import dev.mcpjunit.drift.change.Sign;
import java.util.List;
import java.util.stream.Stream;

/** The two plainest attacks, to drop the instructions and to hide from the user, in other languages. */
final class OtherLanguages {

    private static final List<String> OVERRIDES = List.of(
            // German, Dutch, Swedish, Danish, Norwegian
            "\\b(ignorier|missacht|vergiss|vergesse|übergeh)\\w*\\b.{0,40}\\b(bisherig|vorherig|vorangegangen|vorig|früher|obig|all)\\w*\\b.{0,20}\\b(anweisung|anleitung|instruktion|regel|vorgabe|befehl)\\w*",
            "\\b(negeer|vergeet)\\b.{0,40}\\b(vorige|eerdere|voorgaande|alle)\\b.{0,20}\\b(instructies|regels|opdrachten)",
            "\\b(ignorera|glöm|ignorer|ignorér|glem)\\b.{0,40}\\b(tidigare|föregående|alla|tidligere|alle|forrige)\\b.{0,20}\\b(instruktion\\w*|regler|instruks\\w*)",
            // French, Spanish, Portuguese, Italian, Romanian
            "\\b(ignore[zr]?|oublie[zr]?)\\b.{0,30}\\b(instructions?|consignes?|règles?|directives?)\\b.{0,20}\\b(précédentes?|antérieures?|ci-dessus|du système)",
            "\\b(ignora|ignore|olvida|olvide|haz caso omiso de)\\b.{0,30}\\b(instrucciones|reglas|órdenes|indicaciones)\\b.{0,20}\\b(anteriores|previas|del sistema)",
            "\\b(ignore|esqueça|desconsidere|ignora)\\b.{0,30}\\b(instruções|regras|ordens)\\b.{0,20}\\b(anteriores|prévias|acima|do sistema)",
            "\\b(ignora|dimentica|ignorare|trascura)\\b.{0,30}\\b(istruzioni|regole|indicazioni)\\b.{0,20}\\b(precedenti|di sistema|ricevute)",
            "\\b(ignoră|uită)\\b.{0,30}\\b(instrucțiunile|regulile)\\b.{0,20}\\banterioare",
            // Russian, Ukrainian, Polish, Czech
            "(игнорируй|проигнорируй|забудь|игнорировать)\\S*.{0,30}(предыдущ|прежн|вышеуказанн|все)\\S*.{0,20}(инструкц|указани|правил|команд)",
            "(ігноруй|забудь|проігноруй)\\S*.{0,30}(попередн|усі|всі)\\S*.{0,20}(інструкц|вказівк|правил)",
            "\\b(zignoruj|ignoruj|zapomnij)\\b.{0,30}\\b(poprzednie|wcześniejsze|wszystkie|poprzednich|wszystkich)\\b.{0,30}(instrukcj|polece|zasad)\\w*",
            "\\b(ignoruj|zapomeň)\\w*\\b.{0,30}\\b(předchozí|všechny)\\b.{0,20}\\b(instrukce|pokyny|pravidla)",
            "\\b(olvida|ignora|ignora todas)\\b.{0,10}\\btus (instrucciones|reglas)|\\b(ignoriere|vergiss|missachte)\\b.{0,10}\\bdeine (anweisungen|regeln|vorgaben)|\\b(oublie[zr]?|ignore[zr]?)\\b.{0,10}\\b(tes|vos) (instructions|consignes|règles)|\\b(ignore|esqueça)\\b.{0,10}\\b(suas|tuas) (instruções|regras)|\\b(ignora|dimentica)\\b.{0,12}\\b(tue|vostre) (istruzioni|regole)",
            // Turkish, Vietnamese, Indonesian
            "\\b(önceki|tüm|bütün)\\b.{0,30}\\b(talimat|yönerge|kural)\\w*\\b.{0,20}\\b(yok say|görmezden gel|unut)\\w*",
            "bỏ qua.{0,20}(hướng dẫn|chỉ dẫn|chỉ thị|lệnh).{0,20}(trước|trên)",
            "\\babaikan\\b.{0,30}\\b(instruksi|perintah|aturan)\\b.{0,20}\\b(sebelumnya|di atas)",
            // Chinese, Japanese, Korean
            "(忽略|无视|無視|忘记|忘記|忽視|不要理会).{0,12}(指令|指示|说明|說明|规则|規則|提示|要求)",
            "(指示|命令|ルール|プロンプト|規則).{0,8}(無視|忘れ)",
            "(이전|앞선|모든|기존).{0,12}(지시|명령|지침|규칙|프롬프트).{0,8}(무시|잊)",
            // Arabic, Hebrew, Persian, Hindi
            "(تجاهل|انس|تجاهلي|تجاهلوا).{0,20}(التعليمات|الأوامر|القواعد|الإرشادات)",
            "(התעלם|התעלמי|שכח).{0,20}(ההוראות|הוראות|הכללים|ההנחיות)",
            "(دستورالعمل|دستورات|دستور).{0,20}(نادیده|فراموش)",
            "(पिछले|पिछली|सभी|पूर्व).{0,20}(निर्देश|आदेश|नियम)\\S*.{0,20}(अनदेखा|नज़रअंदाज|नजरअंदाज|भूल)");

    private static final List<String> CONCEALMENTS = List.of(
            // To hide, in one verb
            "\\b(verschweig|verheimlich|verbirg|verberg|verzwijg)\\w*\\b.{0,20}\\b(dem|der|den|vor|het|voor)\\b.{0,20}\\b(nutzer|benutzer|anwender|gebruiker|user)\\w*",
            "\\b(cache[zr]?|dissimule[zr]?|tais|taire)\\b.{0,25}\\b(cela|ça|ceci|le fait|cet appel|cette (étape|opération|action))\\b.{0,25}\\b(à l'|aux |au )\\s?(utilisateurs?|usagers?)",
            "\\b(oculta|esconde|oculte|esconda|nascondi|nascondere)\\b.{0,25}\\b(esto|est[ea] (paso|hecho|llamada|acción|operación)|isto|isso|est[ea] (passo|chamada|etapa)|questo|questa (chiamata|operazione))\\b.{0,25}\\b(al|del|do|ao|all'|agli)\\s?(usuario|usuário|utilizador|utente|utenti)\\b|\\b(ocúltal\\w*|escóndel\\w*)\\b.{0,20}\\b(al|del) usuario\\b",
            "\\b(ukryj|zataj)\\w*\\b.{0,15}\\b(to|ten krok|tę operację|to wywołanie)\\b.{0,20}\\bużytkownik\\w*|\\b(bunu|bu (adımı|çağrıyı|işlemi))\\b.{0,20}\\bkullanıcı\\w*.{0,20}\\b(gizle|sakla)\\w*|\\bkullanıcı\\w*.{0,20}\\b(bunu|bu (adımı|çağrıyı|işlemi))\\b.{0,20}\\b(gizle|sakla)\\w*",
            "(скрой|скрывай|скройте|утаи|утаивай|спрячь)\\S*.{0,10}(это\\S*|данн\\S*|шаг|вызов).{0,20}пользовател",
            "(瞒着|瞞著).{0,12}(用户|用戶|使用者)|(对|對|向)(用户|用戶|使用者).{0,8}(隐瞒|保密|隱瞞)(?!的)",
            "ユーザー?(に|から|には).{0,20}(隠し|内緒|秘密に|伏せ)",
            "(사용자|유저).{0,16}(숨기|숨겨|비밀로)",
            "(أخف|اخف|إخفاء).{0,20}(عن )?(المستخدم)",
            "\\b(sag|sage|erzähl|erzähle|teile|verrate|verrat|erwähne|informiere|zeige|melde|benachrichtige)\\b.{0,40}\\b(nutzer|benutzer|anwender|niemand|keinem|user)\\w*\\b.{0,25}\\b(nichts|nicht|keinesfalls|niemals|kein wort)\\b",
            "\\b(ohne dass|ohne) (der |den |es der )*(nutzer|benutzer|anwender)\\w*\\b.{0,20}(merkt|erfährt|weiß|bemerkt|zu informieren|zu benachrichtigen)|\\b(nutzer|benutzer|anwender) (darf|soll|sollte)\\b.{0,40}\\b(nichts|nicht)\\b.{0,20}\\b(wissen|erfahren|merken|bemerken)",
            "\\b(vertel|zeg|meld|informeer)\\b.{0,30}\\b(gebruiker|niemand)\\b.{0,20}\\b(niets|niet)\\b",
            "\\b(ne|n'|sans)\\b.{0,4}(dis|dites|informe[zr]?|mentionn\\w*|r[ée]v[éèe]l\\w*|préviens|prévenez|prévenir|le dire|parle[zr]?|signale[zr]?|montre[zr]?|en parler)\\b.{0,40}\\b(utilisateurs?|personne|usagers?)",
            "\\b(no|sin)\\b.{0,8}\\b(le |se lo |lo |les )?(digas?|informes?|informar|menciones|mencionar|reveles|cuentes|decir|decirle|avises|avisar|muestres|comuniques|notifiques)\\b.{0,40}\\b(usuario|nadie)",
            "\\b(não|sem)\\b.{0,6}\\b(conte|diga|informe|informar|mencione|mencionar|revele|avise|avisar|contar|mostre|notifique)\\b.{0,40}\\b(usuário|utilizador|ninguém)",
            "\\b(non|senza)\\b.{0,6}\\b(dire|dirlo|informare|menzionare|rivelare|avvisare|mostrare|comunicare)\\b.{0,40}\\b(utente|nessuno)",
            "(не|ничего не) (говори|сообщай|упоминай|рассказывай|показывай|раскрывай|уведомляй|информируй|говорите|сообщайте)\\S*.{0,30}(пользовател|никому|юзер)|(пользовател\\S*).{0,20}не (должен|должна|должны|следует).{0,10}(знать|узнать)",
            "не (кажи|повідомляй|згадуй|розповідай|показуй)\\S*.{0,30}(користувач|нікому)",
            "\\bnie (mów|informuj|wspominaj|ujawniaj|powiadamiaj|pokazuj)\\b.{0,40}\\b(użytkownik|nikomu)\\w*",
            "\\b(neříkej|neinformuj|nezmiňuj)\\b.{0,30}\\buživatel\\w*",
            "\\bkullanıcı(ya|yı|nın)?\\b.{0,30}\\b(söyleme|bildirme|bahsetme|haber verme|gösterme)\\w*",
            "(đừng|không).{0,10}(nói|tiết lộ|thông báo|cho).{0,20}người dùng( biết)?",
            "\\bjangan\\b.{0,10}\\b(beri ?tahu|katakan|sebutkan|ungkapkan)\\w*.{0,30}\\bpengguna",
            "(不要|别|別|切勿|请勿|勿|不得|不能|无需|無需).{0,4}(告诉|告訴|告知|通知|提及|透露|让|讓|向).{0,6}(用户|用戶|使用者|任何人|别人)",
            "ユーザー?(に|へ|には|にも).{0,20}(知らせない|言わない|伝えない|教えない|通知しない|明かさない|話さない|見せない|言うな|伝えるな)",
            "(사용자|유저)(에게|한테|가).{0,16}(알리지|말하지|언급하지|보여주지|모르게|공개하지)",
            "(لا|بدون|دون).{0,6}(تخبر|تخبري|إخبار|تذكر|تعلم|علم|تبلغ|إبلاغ).{0,20}(المستخدم|أحد)",
            "(אל|בלי).{0,6}(תספר|תגיד|תגלה|לספר|להגיד|לגלות|תודיע|ליידע).{0,20}(משתמש|לאיש)",
            "به کاربر.{0,20}(نگو|نگویید|اطلاع نده)",
            "(उपयोगकर्ता|यूज़र|यूजर)\\S* ?(को)?.{0,20}(मत बता|न बता|नहीं बता|मत कह|सूचित न)");

    static final List<Phrase> ALL = Stream.concat(
                    OVERRIDES.stream().map(wording -> denying(Sign.OVERRIDE, "(?U)" + wording)),
                    CONCEALMENTS.stream().map(wording -> denying(Sign.CONCEALMENT, "(?U)" + wording)))
            .toList();

    private OtherLanguages() {}
}
