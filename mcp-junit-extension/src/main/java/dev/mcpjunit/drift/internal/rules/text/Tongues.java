/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import dev.mcpjunit.drift.change.Sign;
import java.util.List;
import java.util.stream.Stream;

/** Secrets and conversations that are to flow into arguments or to addresses, in other languages than English. */
final class Tongues {

    /**
     * The words of a language.
     *
     * @param put verbs that make something flow, as orders
     * @param secret what is secret
     * @param whose that it is the user's
     * @param all that it is all of it
     * @param talk what was said
     * @param sink where it is to flow
     * @param not what denies an order
     */
    private record Tongue(String put, String secret, String whose, String all, String talk, String sink, String not) {

        private static final String FILE =
                "(~|/home/\\w+|/root)/\\.\\w+|\\bid_(rsa|ed25519|ecdsa|dsa)\\b|(?<![\\w*.])\\.(env|ssh|aws|netrc|npmrc)\\b";

        private static final String SYSTEM =
                "system ?-?prompt|prompt (système|del sistema|do sistema|di sistema)|systemprompt|системн\\w* (промпт|инструкц)\\w*|系统提示|システムプロンプト|시스템 ?프롬프트";

        Stream<Reading> readings() {
            String goal = "(?U)(" + sink + "|https?://\\S+|[\\w.+-]+@[\\w-]+\\.[\\w.-]{2,}|['\"`«「][\\w.-]+['\"`»」])";
            String order = "(?U)" + put;
            return Stream.of(
                    Together.of(Sign.SECRETS, order, "(?U)(" + FILE + ")", goal).unless("(?U)" + not),
                    Together.of(Sign.SECRETS, order, "(?U)" + secret, "(?U)" + whose, goal)
                            .unless("(?U)" + not + "|(" + sink + ")\\W{0,3}(" + secret + ")"),
                    Together.of(
                                    Sign.CONTEXT_LEAK,
                                    order,
                                    "(?U)(" + all + ".{0,30}(" + talk + ")|(" + talk + ").{0,30}" + all + "|" + SYSTEM
                                            + ")",
                                    goal)
                            .unless("(?U)" + not));
        }
    }

    private static final List<Tongue> TONGUES = List.of(
            // French
            new Tongue(
                    "\\b(mets|mettez|mettre|ajoute[zr]?|inclus|incluez|inclure|transmets|transmettez|transmettre|envoie|envoyez|envoyer|passe[zr]?|copie[zr]?|colle[zr]?|insère|insérez|insérer|place[zr]?|fournis\\w*|donne[zr]?|recopie[zr]?|joins|joignez)\\b",
                    "(mots? de passe|clés? (api|privées?|secrètes?|ssh|d'accès)|identifiants de connexion|jetons?|variables d'environnement)",
                    "(de l'utilisateur|de l'usager|des utilisateurs|sa |son |ses |de l'environnement|de la conversation)",
                    "(tout\\w*|complète?|intégral\\w*|entière?|ensemble|mot pour mot)",
                    "conversation|discussion|historique|échanges|messages",
                    "\\b(l'argument|argument|paramètre|champ|note)\\b",
                    "\\b(ne|n'|sans|jamais|chemin)\\b"),
            // German
            new Tongue(
                    "\\b(übergib|übergebe|übergeben|füge|sende|senden|schicke|schick|schreibe|schreib|setze|trage|kopiere|hänge|leite|gib|lege|stecke|packe|nimm|übermittle|übertrage)\\b",
                    "(passw[oö]rt\\w*|kennw[oö]rt\\w*|api-?schlüssel|\\w*schlüssel|zugangsdaten|anmeldedaten|umgebungsvariablen)",
                    "(des (nutzers|benutzers|anwenders|users)|der (nutzer|benutzer|anwender)|seine?n?|ihre?n?|aus der umgebung|aus dem (chat|gespräch))",
                    "(vollständig\\w*|gesamt\\w*|komplett\\w*|ganz\\w*|bisherig\\w*|alle\\w*|wörtlich|wort für wort)",
                    "chat-?verlauf\\w*|gesprächs?verlauf\\w*|unterhaltung|gespräch|chat|nachrichten|systemanweisung\\w*|chathistorie",
                    "\\b(argument|parameter|feld|metadaten|notiz)\\b",
                    "\\b(nicht|nie|niemals|kein\\w*|pfad)\\b"),
            // Spanish
            new Tongue(
                    "\\b(pon|poner|ponga|incluye|incluya|incluir|envía|envíe|enviar|pasa|pásal\\w*|pase|añade|agrega|agregue|copia|copie|pega|inserta|adjunta|coloca|manda|mándal\\w*)\\b",
                    "(contraseñas?|claves? (api|privadas?|secretas?|ssh|de api)|credenciales|variables de entorno)",
                    "(del usuario|de la usuaria|de los usuarios|su |sus |del entorno|de la conversación)",
                    "(tod[oa]s?|complet[oa]s?|enter[oa]|íntegr[oa]|palabra por palabra)",
                    "conversación|historial|mensajes|chat",
                    "\\b(argumento|parámetro|campo|nota)\\b",
                    "\\b(no|nunca|jamás|sin|ruta)\\b"),
            // Portuguese
            new Tongue(
                    "\\b(coloque|inclua|incluir|envie|enviar|passe|passar|adicione|copie|cole|insira|anexe|mande|ponha)\\b",
                    "(senhas?|chaves? (api|privadas?|secretas?|ssh|de api)|credenciais|variáveis de ambiente)",
                    "(do usuário|do utilizador|dos usuários|sua |seu |do ambiente|da conversa)",
                    "(tod[oa]s?|complet[oa]s?|inteir[oa]|íntegra|palavra por palavra)",
                    "conversa|histórico|mensagens|chat",
                    "\\b(argumento|parâmetro|campo|nota)\\b",
                    "\\b(não|nunca|sem|caminho)\\b"),
            // Italian
            new Tongue(
                    "\\b(metti|mettere|includi|includere|invia|inviare|passa|passal\\w*|passare|aggiungi|copia|incolla|inserisci|inserire|allega|manda)\\b",
                    "(password|chiav[ei] (api|privat[ae]|segret[ae]|ssh)|credenziali|variabili d'ambiente)",
                    "(dell'utente|degli utenti|sua |suo |sue |dell'ambiente|della conversazione)",
                    "(tutt[aoie]|complet[aoi]|inter[ao]|parola per parola)",
                    "conversazione|cronologia|messaggi|chat",
                    "\\b(argomento|parametro|campo|nota|nell'argomento)\\b",
                    "\\b(non|mai|senza|percorso)\\b"),
            // Dutch
            new Tongue(
                    "\\b(stuur|zet|voeg|plak|kopieer|geef|plaats|verzend|neem)\\b",
                    "(wachtwoord\\w*|\\w*sleutels?|inloggegevens|omgevingsvariabelen)",
                    "(van de gebruiker|zijn|haar|hun|uit de omgeving)",
                    "(volledig\\w*|hele|alle|gehele|woord voor woord)",
                    "gesprek\\w*|chatgeschiedenis|berichten|chat",
                    "\\b(argument|parameter|veld|notitie)\\b",
                    "\\b(niet|nooit|geen|zonder|pad)\\b"),
            // Polish
            new Tongue(
                    "\\b(wyślij|dodaj|wklej|umieść|przekaż|skopiuj|dołącz|wstaw|wpisz|prześlij)\\b",
                    "(hasł\\w*|klucz\\w*|poświadczeni\\w*|token\\w*|zmienn\\w* środowiskow\\w*)",
                    "(użytkownik\\w*|jego|jej|ze środowiska|z rozmowy)",
                    "(cał\\w*|pełn\\w*|wszystk\\w*|słowo w słowo)",
                    "rozmow\\w*|histori\\w* czatu|wiadomości|czat\\w*",
                    "\\b(argument|argumencie|parametr\\w*|polu|pole|notat\\w*)\\b",
                    "\\b(nie|nigdy|bez|ścieżk\\w*)\\b"),
            // Russian
            new Tongue(
                    "\\b(отправь|отправьте|отправляй|передай|передайте|передавай|добавь|добавьте|вставь|вставьте|включи|включите|скопируй|скопируйте|помести|поместите|перешли|запиши|укажи)\\b",
                    "(парол\\w*|\\w*ключ\\w*|токен\\w*|учётн\\w* данн\\w*|переменн\\w* окружения)",
                    "(пользовател\\w*|его|её|из окружения|из переписки)",
                    "(вс[юеёи]\\w*|полн\\w*|целиком|весь|дословно)",
                    "переписк\\w*|разговор\\w*|диалог\\w*|истори\\w*|чат\\w*|сообщени\\w*",
                    "\\b(аргумент\\w*|параметр\\w*|пол[ея]\\w*|примечани\\w*)\\b",
                    "\\b(не|никогда|без|путь)\\b"),
            // Turkish
            new Tongue(
                    "\\b(gönder|ekle|koy|yaz|aktar|kopyala|yapıştır|ilet)(in|iniz|yin)?\\b",
                    "(parola\\w*|şifre\\w*|\\w*anahtar\\w*|kimlik bilgi\\w*)",
                    "(kullanıcı\\w*|onun|ortam\\w*)",
                    "(tüm|bütün|tam|kelimesi kelimesine)",
                    "konuşma\\w*|sohbet\\w*|mesaj\\w*",
                    "\\b(argüman|parametre|alan)\\w*\\b",
                    "\\b\\w+(me|ma)(yin|yın)?\\b|\\byol\\w*"),
            // Chinese
            new Tongue(
                    "(发送|发到|发给|传给|传到|放入|放到|放在|填入|写入|附加|附上|包含|传递|上传|提供|复制|粘贴|作为|發送|填寫|填写)",
                    "(密码|密碼|密钥|密鑰|令牌|凭据|凭证|私钥|环境变量)",
                    "(用户|用戶|使用者|他的|她的|环境中)",
                    "(全部|完整|所有|整个|全文|逐字)",
                    "对话|聊天记录|会话|消息|聊天|對話",
                    "(参数|參數|字段|欄位|备注)",
                    "(不要|请勿|切勿|不得|不返回|路径)"),
            // Japanese
            new Tongue(
                    "(送信|送って|送る|入れて|入れる|渡し|渡す|貼り付け|含め|追加し|コピーし|設定し|転送し)",
                    "(パスワード|秘密鍵|apiキー|認証情報|トークン|環境変数)",
                    "(ユーザー|利用者|会話|環境)",
                    "(すべて|全て|全文|全体|完全な|全部|一字一句)",
                    "会話|チャット|やり取り|履歴|メッセージ",
                    "(引数|パラメータ|フィールド|欄|項目)",
                    "(しないで|ません|パス(?!ワ))"),
            // Korean
            new Tongue(
                    "(보내|전송|넣으|넣어|포함하|포함해|전달하|전달해|첨부|붙여|복사해|추가하|추가해|입력하)",
                    "(비밀번호|암호|개인 ?키|api ?키|자격 ?증명|토큰|환경 ?변수)",
                    "(사용자|유저|환경|대화)",
                    "(전체|모든|전부|그대로|모두)",
                    "대화|채팅|메시지|기록",
                    "(인수|매개변수|필드|인자|파라미터)",
                    "(마세요|않|경로)"),
            // Arabic
            new Tongue(
                    "(ضع|أرسل|ارسل|أضف|اضف|مرر|انسخ|ألصق|أدخل|ادخل|أرفق)",
                    "(كلم(ة|ات) (ال)?مرور|المفتاح الخاص|مفتاح|بيانات الاعتماد|الرمز السري)",
                    "(المستخدم|مستخدم|البيئة)",
                    "(كامل|كل|جميع|بأكمل)",
                    "المحادثة|الرسائل|الدردشة",
                    "(وسيط|الوسيط|معامل|المعامل|حقل|الحقل)",
                    "(لا|دون|مسار)\\s"));

    static final List<Reading> ALL = TONGUES.stream().flatMap(Tongue::readings).toList();

    private Tongues() {}
}
