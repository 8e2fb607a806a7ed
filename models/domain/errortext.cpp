// SPDX-License-Identifier: Apache-2.0
#include "models/domain/errortext.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Sentences for codes that tell more than their kind. Kombo's codes: error guide of the Kombo docs.
const QHash<QString, QString> &sentencesByCode()
{
    static const QHash<QString, QString> sentences{
        {u"port-taken"_s, u"The port is in use by another program; stop that one or choose another port with --port."_s},
        {u"port-refused"_s, u"This user may not listen on that port; choose one above 1023 with --port."_s},
        {u"address-unknown"_s, u"This computer has no such network address; use --address 127.0.0.1 or one of its own."_s},
        {u"store-owned"_s, u"Another process collects into this data folder; use that one, stop it, or choose another folder with --data."_s},
        {u"store-newer"_s, u"The data file was written by a newer version of this program; install that version, or choose another folder with --data."_s},
        {u"store-missing"_s, u"Nothing was stored in this data folder yet; start `kombo-console listen`, or check --data."_s},
        {u"data-folder"_s, u"The data folder cannot be made or opened; check its permissions or choose another one with --data."_s},
        {u"api-key"_s, u"There is no API key for this environment; set KOMBO_API_KEY, use --secrets-file, or store one with `kombo-console env add`."_s},
        {u"secret"_s, u"No secret is stored under that name; enter it in the settings or set its environment variable."_s},
        {u"keyring-locked"_s, u"The desktop's key store is locked; unlock it and try again, or use --secrets-file."_s},
        {u"keyring-missing"_s, u"This desktop has no key store; secrets are kept for this run only. Use environment variables or --secrets-file."_s},
        {u"secrets-file"_s, u"The secrets file cannot be understood; it needs one NAME=value a line."_s},
        {u"secrets-file-mode"_s, u"The secrets file can be read by others; make it private with `chmod 600` and try again."_s},
        {u"environment"_s, u"There is no environment of that name; `kombo-console env list` shows those that there are."_s},
        {u"integration"_s, u"No such integration is known; `kombo-console integrations` shows those that are."_s},
        {u"run-active"_s, u"The same fetch is running already; wait for its end or cancel it first."_s},
        {u"owner-silent"_s, u"The process that owns this data folder does not answer; look whether it hangs, or stop it and try again."_s},
        {u"redirect-refused"_s, u"The server sent the request on to another address, where the API key must not go; check the base address."_s},
        {u"tls"_s, u"The server's certificate is not valid for its address; check the base address, the clock and the proxy."_s},
        {u"body-cut"_s, u"The answer broke off before its end; try again."_s},
        {u"body-too-large"_s, u"The answer is larger than expected and was not read; check the base address."_s},
        {u"page-not-json"_s, u"The server answered with something that is not JSON; check the base address and any proxy in between."_s},
        {u"page-shape"_s, u"The server answered with JSON of another shape than Kombo's lists; check the base address."_s},
        {u"content-type"_s, u"The server answered with something that is not JSON; check the base address and any proxy in between."_s},
        {u"filter-syntax"_s, u"The filter cannot be read; it consists of key:value terms joined by blanks."_s},
        {u"filter-key"_s, u"The filter has an unknown key; known are type, id, integration, org, tool, category, verdict, since, until."_s},
        {u"filter-time"_s, u"The filter has a time that cannot be read; write 2026-05-01, 2026-05-01T12:00:00Z, or a span such as 15m, 2h, 3d."_s},
        {u"filter-verdict"_s, u"The filter has an unknown verdict; known are verified, unchecked, rejected."_s},
        {u"address-scheme"_s, u"The address must begin with https:// (http:// only for this computer itself)."_s},
        {u"address-plain-http"_s, u"Without TLS the API key would travel in clear; use https://. Plain http is allowed to 127.0.0.1, [::1] and localhost only."_s},
        {u"address-userinfo"_s, u"The address must not hold a user name or password; leave out what stands before the @."_s},
        {u"address-syntax"_s, u"The address cannot be read; write it like https://api.example.com/v1."_s},
        {u"link-refused"_s, u"The link does not lead to a known Kombo page over https and was not opened."_s},
        {u"environment-name"_s, u"The name of an environment has 1 to 64 letters, digits, '-', '_' or '.'."_s},
        {u"listener-path"_s, u"The listener path begins with '/' and has only letters, digits, '-', '_', '.', '~' and '/'; /healthz is taken."_s},
        {u"listener-path-taken"_s, u"Another environment receives at that path already; give this one a path of its own with --path."_s},
        {u"environment-needed"_s, u"More than one environment could be meant; name one with --env."_s},
        {u"webhook-secret"_s, u"There is no webhook secret to work with; set KOMBO_WEBHOOK_SECRET or use --secrets-file."_s},
        {u"webhook-url"_s, u"Nobody answers at that address; start `kombo-console listen`, or check --url, --port and --path."_s},
        {u"record"_s, u"The local copy holds no such record of this integration; `kombo-console records` lists those that it holds."_s},
        {u"owner-ended"_s, u"The process that owns this data folder ended before it was done; try again."_s},
        {u"owner-command"_s, u"The process that owns this data folder does not know that request; both should be of the same version."_s},
        {u"owner-socket"_s, u"The socket for other processes cannot be opened; check the permissions of the data folder."_s},
        {u"endpoint-map"_s, u"The endpoint map of this program is damaged; install the program again."_s},
        {u"endpoint-unknown"_s, u"No list endpoint or model of that name is known for this integration's category."_s},
        {u"sample-type"_s, u"There is no sample of that event type."_s},
        {u"set-path"_s, u"The path given to --set does not exist in the sample; write it like data.integration_id=value."_s},
        {u"PLATFORM.AUTHENTICATION_INVALID"_s, u"Kombo does not accept the API key; check that it is the key of this environment and region and has not expired."_s},
        {u"PLATFORM.IP_NOT_WHITELISTED"_s, u"The API key is restricted to other IP addresses; allow this one in the Kombo dashboard."_s},
        {u"PLATFORM.INTEGRATION_NOT_FOUND"_s, u"Kombo does not know this integration; it was deleted or belongs to another environment."_s},
        {u"PLATFORM.INPUT_INVALID"_s, u"Kombo refused a parameter of the request; check the identifiers given."_s},
        {u"PLATFORM.RATE_LIMIT_EXCEEDED"_s, u"Kombo asked to slow down for longer than this request may wait; try again in a few minutes."_s},
        {u"PLATFORM.CONCURRENCY_LIMIT_EXCEEDED"_s, u"Too many requests to this integration are under way; try again in a minute."_s},
        {u"INTEGRATION.SETUP_SYNC_PENDING"_s, u"The first sync of this integration is still running; its data can be fetched after its sync-finished event."_s},
        {u"INTEGRATION.SETUP_INCOMPLETE"_s, u"The customer has open set-up steps; send a set-up link and fetch after they are done."_s},
        {u"INTEGRATION.QA_FAILED"_s, u"The first data did not pass Kombo's checks; contact Kombo and fetch after they have passed."_s},
        {u"INTEGRATION.AUTHENTICATION_INVALID"_s, u"The connected tool rejects the stored credentials; send the customer a reconnection link."_s},
        {u"INTEGRATION.PERMISSION_MISSING"_s, u"The stored credentials lack a permission in the connected tool; ask the customer to grant it."_s},
        {u"INTEGRATION.INACTIVE"_s, u"The integration is disabled; enable it before fetching."_s},
        {u"INTEGRATION.MODEL_NOT_AVAILABLE"_s, u"The connected tool does not offer this model; leave it out with --models."_s},
        {u"INTEGRATION.MODEL_DISABLED"_s, u"This model is switched off in the scope configuration; enable it there or leave it out with --models."_s},
        {u"REMOTE.SERVICE_UNAVAILABLE"_s, u"The connected tool is not available at the moment; try again later."_s},
        {u"REMOTE.RATE_LIMIT_EXCEEDED"_s, u"The connected tool asks Kombo to slow down; try again later."_s},
    };
    return sentences;
}

QString sentenceOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::InvalidInput: return u"That cannot be right; check what was given."_s;
    case ErrorKind::NotFound: return u"There is nothing of that name; check how it is written."_s;
    case ErrorKind::Unreachable: return u"Nobody answers there; check the network, the address and the proxy."_s;
    case ErrorKind::Refused: return u"The other side does not allow this; check the key and the permissions."_s;
    case ErrorKind::Waiting: return u"The integration is not ready yet; an event will tell when it is."_s;
    case ErrorKind::RateLimited: return u"The server asked to slow down; try again in a few minutes."_s;
    case ErrorKind::RemoteFault: return u"The server failed or gave an answer that makes no sense; try again later."_s;
    case ErrorKind::Timeout: return u"The answer took too long; try again, and check the network if it stays so."_s;
    case ErrorKind::Cancelled: return u"Cancelled; what was complete until then is kept."_s;
    case ErrorKind::Busy: return u"This is in use or running already; wait for its end or stop it."_s;
    case ErrorKind::Storage: return u"The data file cannot be read or written; check the disk and its permissions."_s;
    case ErrorKind::StorageFull: return u"The disk or quota is full; free some space, nothing acknowledged was lost."_s;
    case ErrorKind::StorageNewer:
        return u"The data file was written by a newer version of this program; install that version, or choose another folder with --data."_s;
    case ErrorKind::StorageDamaged:
        return u"The data file is damaged or no data file; it was left as it is. Restore a copy or choose another folder with --data."_s;
    }
    return u"Something unexpected happened; try again."_s;
}

bool needsEscape(char32_t c)
{
    if (c < 0x20 || (c >= 0x7f && c < 0xa0))
        return true;
    // Bidirectional controls reorder what is read; U+2028 and U+2029 break lines; U+FEFF and U+200B hide.
    return c == 0x061c || (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069)
        || c == 0xfeff || (c >= 0xd800 && c <= 0xdfff) || (c >= 0xe0000 && c <= 0xe007f);
}

QString escapeOf(char32_t c)
{
    const QString digits = QString::number(static_cast<uint>(c), 16).toUpper();
    if (c < 0x100)
        return u"\\x"_s + digits.rightJustified(2, u'0');
    return u"\\u{"_s + digits.rightJustified(4, u'0') + u'}';
}

} // namespace

QString errorText(const Error &error)
{
    // Wrong use of the command line: the detail is the sentence.
    if (error.code == u"usage" || error.code == u"option")
        return escapedForLine(error.detail) + u'.';
    const auto known = sentencesByCode().constFind(error.code);
    QString text = known != sentencesByCode().cend() ? *known : sentenceOf(error.kind);
    if (!error.detail.isEmpty())
        text += u" ("_s + escapedForLine(error.detail) + u')';
    else if (known == sentencesByCode().cend() && !error.code.isEmpty())
        text += u" ("_s + escapedForLine(error.code) + u')';
    return text;
}

int exitCodeFor(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::InvalidInput: return 2;
    case ErrorKind::NotFound:
    case ErrorKind::Waiting:
    case ErrorKind::Cancelled: return 1;
    case ErrorKind::Unreachable:
    case ErrorKind::Refused:
    case ErrorKind::RateLimited:
    case ErrorKind::RemoteFault:
    case ErrorKind::Timeout:
    case ErrorKind::Busy: return 3;
    case ErrorKind::Storage:
    case ErrorKind::StorageFull:
    case ErrorKind::StorageNewer:
    case ErrorKind::StorageDamaged: return 4;
    }
    return 3;
}

QString escapedForLine(QStringView text)
{
    QString safe;
    safe.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (pair)
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
        if (needsEscape(c))
            safe += escapeOf(c);
        else
            safe += text.sliced(i, pair ? 2 : 1);
        if (pair)
            ++i;
    }
    return safe;
}

} // namespace console
