// SPDX-License-Identifier: Apache-2.0
#include "models/domain/errortext.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Sentence
{
    QStringView code;
    QStringView text;
};

/// Sentences for codes that tell more than their kind. Kombo's codes: error guide of the Kombo docs.
constexpr Sentence sentences[] = {
    {u"port-taken", u"The port is in use by another program; stop that one or choose another port with --port."},
    {u"port-refused", u"This user may not listen on that port; choose one above 1023 with --port."},
    {u"address-unknown", u"This computer has no such network address; use --address 127.0.0.1 or one of its own."},
    {u"store-owned", u"Another process collects into this data folder; use that one, stop it, or choose another folder with --data."},
    {u"store-newer", u"The data file was written by a newer version of this program; install that version, or choose another folder with --data."},
    {u"store-missing", u"Nothing was stored in this data folder yet; start `kombo-console listen`, or check --data."},
    {u"store-permission", u"This user may not read or write the data file; check the permissions of the data folder."},
    {u"store-open", u"The data file cannot be opened; check the disk and the permissions of the data folder, or choose another one with --data."},
    {u"store-not-a-file", u"Where the data file should be is something else; move it away or choose another folder with --data."},
    {u"store-truncated", u"The data file is shorter than it should be and was left as it is; restore a copy or choose another folder with --data."},
    {u"store-foreign", u"The data file belongs to another program and was left as it is; choose another folder with --data."},
    {u"store-no-wal", u"The file system of the data folder cannot keep the data file safely (no WAL); choose a folder on a local disk with --data."},
    {u"store-stopped", u"The program was stopping; nothing of this was stored."},
    {u"schema-newer", u"The data file was written by a newer version of this program; install that version, or choose another folder with --data."},
    {u"schema-older", u"The data file is of an older version and could not be led forward; stop the program of that version that uses it, or check the permissions of the data folder."},
    {u"index-space", u"Too little space is left on the disk for the search index; free some, what is left is kept for new events."},
    {u"owner-lock", u"The lock file of the data folder cannot be used; check the permissions of the folder."},
    {u"owner-reply", u"The process that owns this data folder gave an answer of another kind; it may be of another version, restart it."},
    {u"owner-call", u"The request to the owner of this data folder makes no sense to it; it may be of another version, restart it."},
    {u"output", u"What was to be printed could not be written; check the disk that the output goes to."},
    {u"copy-size", u"That is more than 64 MiB, too much for the clipboard; export it to a file instead."},
    {u"export-file", u"The file cannot be written; check the place and its permissions, or choose another one."},
    {u"export-full", u"The disk is full, so the file was not written and nothing is left of it; free some space or choose another place."},
    {u"export-cancelled", u"The export was cancelled; no file was written."},
    {u"import-file", u"The file to import cannot be read; check its name and its permissions."},
    {u"import-nothing", u"There is no event in that file; it takes what `kombo-console export` writes, or a HAR with POST requests."},
    {u"import-cancelled", u"The import was cancelled; nothing of it is left."},
    {u"import-name", u"The name of an import has 1 to 64 letters, digits, '-', '_' or '.', and does not begin with a dot."},
    {u"import-exists", u"There is an import of that name; remove it with `kombo-console import --remove`, or choose another name with --name."},
    {u"import", u"There is no import of that name; `kombo-console import --list` shows those that there are."},
    {u"import-open", u"That import is in use by another process; wait for its end."},
    {u"import-remove", u"The import holds files that are not its own, which were left; look into its folder."},
    {u"store-imported", u"This folder holds an import, which can only be looked at; choose another folder with --data."},
    {u"run", u"There is no such fetch; it may have been removed."},
    {u"no-endpoints", u"There is nothing to fetch: Kombo calls no list of this integration available, or its category is not known."},
    {u"no-answer", u"The server did not answer in time; try again, and check the network and the proxy if it stays so."},
    {u"connection-closed", u"The server closed the connection without an answer; try again, and check the address and the proxy."},
    {u"connection-refused", u"Nobody answers at that address; check the address, the network and the proxy."},
    {u"network", u"The server cannot be reached; check the network, the address and the proxy."},
    {u"interrupted", u"The program ended while this fetch ran; what was complete is kept, start it again to go on."},
    {u"reply-not-json", u"The server answered with something that is not JSON; check the base address and any proxy in between."},
    {u"reply-shape", u"The server answered with JSON of another shape than Kombo's; check the base address."},
    {u"break-name", u"There is no way of that name to break a request; known are those in brackets."},
    {u"listen", u"The address cannot be listened on; it may be in use, choose another port with --port."},
    {u"data-folder", u"The data folder cannot be made or opened; check its permissions or choose another one with --data."},
    {u"api-key", u"There is no API key for this environment; set KOMBO_API_KEY, use --secrets-file, or store one with `kombo-console env add`."},
    {u"secret", u"No secret is stored under that name; enter it in the settings or set its environment variable."},
    {u"keyring-locked", u"The desktop's key store is locked; unlock it and try again, or use --secrets-file."},
    {u"keyring-missing", u"This desktop has no key store; secrets are kept for this run only. Use environment variables or --secrets-file."},
    {u"secrets-file", u"The secrets file cannot be understood; it needs one NAME=value a line."},
    {u"secrets-file-missing", u"The secrets file cannot be opened; check its name and its permissions."},
    {u"secrets-file-mode", u"The secrets file can be read by others; make it private with `chmod 600` and try again."},
    {u"environment", u"There is no environment of that name; `kombo-console env list` shows those that there are."},
    {u"integration", u"No such integration is known; `kombo-console integrations` shows those that are."},
    {u"run-active", u"The same fetch is running already; wait for its end or cancel it first."},
    {u"owner-silent", u"The process that owns this data folder does not answer; look whether it hangs, or stop it and try again."},
    {u"redirect-refused", u"The server sent the request on to another address, where the API key must not go; check the base address."},
    {u"tls", u"The server's certificate is not valid for its address; check the base address, the clock and the proxy."},
    {u"body-cut", u"The answer broke off before its end; try again."},
    {u"body-too-large", u"The answer is larger than expected and was not read; check the base address."},
    {u"page-not-json", u"The server answered with something that is not JSON; check the base address and any proxy in between."},
    {u"page-shape", u"The server answered with JSON of another shape than Kombo's lists; check the base address."},
    {u"content-type", u"The server answered with something that is not JSON; check the base address and any proxy in between."},
    {u"filter-syntax", u"The filter cannot be read; it consists of key:value terms and words joined by blanks, `or`, and parentheses."},
    {u"filter-key", u"The filter has an unknown key; known are type, id, integration, org, tool, category, verdict, since, until, and more."},
    {u"filter-number", u"The filter has a number that cannot be read; write 2, >2, >=2, for a size also >10kb."},
    {u"filter-conflict", u"The filter asks for conflicts or pins with something else than yes or no."},
    {u"settings", u"The settings file cannot be written; check the disk and the permissions of the data folder."},
    {u"filter-saved", u"No filter is saved under that name; `kombo-console filters` lists those that are."},
    {u"filter-name", u"That is no name for a filter."},
    {u"filter-empty", u"An empty filter cannot be saved; write what it should let through."},
    {u"filter-many", u"No more filters can be saved; remove one that is not used."},
    {u"filter-rejected", u"Rejected deliveries are kept apart from events; a filter shows the ones or the others."},
    {u"filter-depth", u"The filter is nested too deeply; use fewer parentheses."},
    {u"filter-time", u"The filter has a time that cannot be read; write 2026-05-01, 2026-05-01T12:00:00Z, or a span such as 15m, 2h, 3d."},
    {u"filter-verdict", u"The filter has an unknown verdict; known are verified, unchecked, rejected."},
    {u"event", u"There is no such event; it may have been removed."},
    {u"event-ambiguous", u"More than one event has that id; name the one that is meant by its number, the first column of `kombo-console events`."},
    {u"rules-text", u"The colour rules in the settings cannot be read; restore the defaults in the editor of the rules."},
    {u"comment-length", u"A comment has at most 2,000 characters; shorten it."},
    {u"address-scheme", u"The address must begin with https:// (http:// only for this computer itself)."},
    {u"address-plain-http", u"Without TLS the API key would travel in clear; use https://. Plain http is allowed to 127.0.0.1, [::1] and localhost only."},
    {u"address-userinfo", u"The address must not hold a user name or password; leave out what stands before the @."},
    {u"address-syntax", u"The address cannot be read; write it like https://api.example.com/v1."},
    {u"link-refused", u"The link does not lead to a known Kombo page over https and was not opened."},
    {u"environment-name", u"The name of an environment has 1 to 64 letters, digits, '-', '_' or '.'."},
    {u"listener-path", u"The listener path begins with '/' and has only letters, digits, '-', '_', '.', '~' and '/'; /healthz is taken."},
    {u"listener-path-taken", u"Another environment receives at that path already; give this one a path of its own with --path."},
    {u"environment-needed", u"More than one environment could be meant; name one with --env."},
    {u"webhook-secret", u"There is no webhook secret to work with; set KOMBO_WEBHOOK_SECRET or use --secrets-file."},
    {u"integration-id", u"That is no integration id; Kombo's ids look like personio:CBNMt7dSNCzBdnRTx87dev4E."},
    {u"webhook-url", u"Nobody answers at that address; start `kombo-console listen`, or check --url, --port and --path."},
    {u"target-plain-http", u"Without TLS the events, which hold personal data, would travel in clear; use https://. Plain http is allowed to 127.0.0.1, [::1] and localhost only."},
    {u"target-unreachable", u"Nobody answers at that address; start the receiver, or check --to."},
    {u"target-silent", u"The receiver did not answer in time; give it longer with --timeout."},
    {u"target-cut", u"The receiver closed the connection before its answer was whole."},
    {u"record", u"The local copy holds no such record of this integration; `kombo-console records` lists those that it holds."},
    {u"owner-ended", u"The process that owns this data folder ended before it was done; try again."},
    {u"owner-command", u"The process that owns this data folder does not know that request; both should be of the same version."},
    {u"owner-socket", u"The socket for other processes cannot be opened; check the permissions of the data folder."},
    {u"endpoint-map", u"The endpoint map of this program is damaged; install the program again."},
    {u"endpoint-unknown", u"No list endpoint or model of that name is known for this integration's category."},
    {u"sample-type", u"There is no sample of that event type."},
    {u"set-path", u"The path given to --set does not exist in the sample; write it like data.integration_id=value."},
    {u"PLATFORM.AUTHENTICATION_INVALID", u"Kombo does not accept the API key; check that it is the key of this environment and region and has not expired."},
    {u"PLATFORM.IP_NOT_WHITELISTED", u"The API key is restricted to other IP addresses; allow this one in the Kombo dashboard."},
    {u"PLATFORM.INTEGRATION_NOT_FOUND", u"Kombo does not know this integration; it was deleted or belongs to another environment."},
    {u"PLATFORM.INPUT_INVALID", u"Kombo refused a parameter of the request; check the identifiers given."},
    {u"PLATFORM.RATE_LIMIT_EXCEEDED", u"Kombo asked to slow down for longer than this request may wait; try again in a few minutes."},
    {u"PLATFORM.CONCURRENCY_LIMIT_EXCEEDED", u"Too many requests to this integration are under way; try again in a minute."},
    {u"INTEGRATION.SETUP_SYNC_PENDING", u"The first sync of this integration is still running; its data can be fetched after its sync-finished event."},
    {u"INTEGRATION.SETUP_INCOMPLETE", u"The customer has open set-up steps; send a set-up link and fetch after they are done."},
    {u"INTEGRATION.QA_FAILED", u"The first data did not pass Kombo's checks; contact Kombo and fetch after they have passed."},
    {u"INTEGRATION.AUTHENTICATION_INVALID", u"The connected tool rejects the stored credentials; send the customer a reconnection link."},
    {u"INTEGRATION.PERMISSION_MISSING", u"The stored credentials lack a permission in the connected tool; ask the customer to grant it."},
    {u"INTEGRATION.INACTIVE", u"The integration is disabled; enable it before fetching."},
    {u"INTEGRATION.MODEL_NOT_AVAILABLE", u"The connected tool does not offer this model; leave it out with --models."},
    {u"INTEGRATION.MODEL_DISABLED", u"This model is switched off in the scope configuration; enable it there or leave it out with --models."},
    {u"REMOTE.SERVICE_UNAVAILABLE", u"The connected tool is not available at the moment; try again later."},
    {u"REMOTE.RATE_LIMIT_EXCEEDED", u"The connected tool asks Kombo to slow down; try again later."},
};

/// Null when nothing more is known than the kind.
QString sentenceOfCode(const QString &code)
{
    const auto found = std::find_if(std::begin(sentences), std::end(sentences), [&](const Sentence &s) { return s.code == code; });
    return found == std::end(sentences) ? QString() : found->text.toString();
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
    if (error.code == u"usage" || error.code == u"option") {
        const QString sentence = escapedForLine(error.detail);
        return sentence.endsWith(u'.') || sentence.endsWith(u'?') ? sentence : sentence + u'.';
    }
    const QString known = sentenceOfCode(error.code);
    QString text = known.isNull() ? sentenceOf(error.kind) : known;
    if (!error.detail.isEmpty())
        text += u" ("_s + escapedForLine(error.detail) + u')';
    else if (known.isNull() && !error.code.isEmpty())
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
