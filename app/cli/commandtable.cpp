// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

void declareListen(QCommandLineParser &parser)
{
    parser.addOption({u"sandbox"_s, u"Receive from the built-in simulated Kombo."_s});
}

void declareEvents(QCommandLineParser &parser)
{
    parser.addOptions({{u"filter"_s,
                        u"Only matching events, such as 'type:sync-finished (state:FAILED or deliveries:>1) -tool:personio since:2h'. Keys: type, "
                        "integration, org, tool, category, state, verdict, since, until, id, body, deliveries, conflict, answer, size, seq, "
                        "pinned, comment; a bare word looks into id, type, integration and organization; @NAME is a saved filter."_s,
                        u"EXPR"_s},
                       {u"limit"_s, u"At most N events."_s, u"N"_s},
                       {u"newest"_s, u"Newest first."_s},
                       {u"follow"_s, u"Go on with events as they arrive."_s},
                       {u"format"_s, u"table, ndjson, csv, or curl (a command that posts the body again)."_s, u"FORMAT"_s},
                       {u"body"_s, u"none, text or base64."_s, u"FORM"_s, u"none"_s},
                       {u"rejected"_s, u"The rejected deliveries instead."_s},
                       {u"diff"_s, u"How the bodies of the two events SEQ SEQ differ by structure; exit code 1 when they do."_s}});
}

void declareIntegrations(QCommandLineParser &parser)
{
    parser.addOption({u"format"_s, u"table, ndjson or csv."_s, u"FORMAT"_s});
}

void declareFetch(QCommandLineParser &parser)
{
    parser.addOptions({{u"full"_s, u"Full resync: everything, deleted records too."_s},
                       {u"models"_s, u"Only these models or endpoints, separated by commas."_s, u"NAMES"_s},
                       {u"changed"_s, u"What a data-changed event naming these models calls for."_s, u"MODELS"_s}});
}

void declareSync(QCommandLineParser &parser)
{
    parser.addOptions({{u"full"_s, u"Ask for a full sync (the default)."_s},
                       {u"delta"_s, u"Ask for a delta sync."_s},
                       {u"wait"_s, u"Wait for its sync-finished event."_s},
                       {u"timeout"_s, u"Seconds to wait."_s, u"S"_s, u"3600"_s}});
}

void declareRecords(QCommandLineParser &parser)
{
    parser.addOptions({{u"model"_s, u"Only this model, such as hris_employees."_s, u"MODEL"_s},
                       {u"format"_s, u"table, ndjson or csv."_s, u"FORMAT"_s},
                       {u"history"_s, u"The versions of one record."_s, u"RECORD"_s}});
}

void declareMark(QCommandLineParser &parser)
{
    parser.addOptions({{u"pin"_s, u"Pin the events."_s},
                       {u"unpin"_s, u"Take their pins away."_s},
                       {u"comment"_s, u"Note this on them, instead of what was noted before; at most 2,000 characters."_s, u"TEXT"_s},
                       {u"no-comment"_s, u"Take their comments away."_s}});
}

void declareFilters(QCommandLineParser &parser)
{
    parser.addOptions({{u"save"_s, u"Keep the filter given under this name, instead of what was kept under it."_s, u"NAME"_s},
                       {u"remove"_s, u"Remove the filter of this name."_s, u"NAME"_s}});
}

void declareWait(QCommandLineParser &parser)
{
    parser.addOptions({{u"filter"_s, u"What to wait for; written as for `events`."_s, u"EXPR"_s},
                       {u"timeout"_s, u"Seconds to wait."_s, u"S"_s, u"60"_s},
                       {u"since"_s, u"Events stored since then count too (time or span)."_s, u"TIME"_s}});
}

void declareSend(QCommandLineParser &parser)
{
    parser.addOptions({{u"url"_s, u"Where to post (default: the local listener)."_s, u"URL"_s},
                       {u"set"_s, u"Replace a value; can be repeated."_s, u"PATH=VALUE"_s},
                       {u"break"_s, u"Break it on purpose: wrong-secret, padded, reserialised, missing…"_s, u"HOW"_s},
                       {u"repeat"_s, u"How many to send, each with an id of its own."_s, u"N"_s, u"1"_s},
                       {u"rate"_s, u"How many a second; 0 as fast as they are answered."_s, u"R"_s, u"0"_s}});
}

void declareReplay(QCommandLineParser &parser)
{
    parser.addOptions({{u"to"_s, u"The receiver: https, or http to this computer. Redirects are not followed."_s, u"URL"_s},
                       {u"filter"_s, u"All matching events, oldest first; written as for `events`, @NAME is a saved filter."_s, u"EXPR"_s},
                       {u"rejected"_s, u"Rejected deliveries instead; EVENT is then one of their numbers."_s},
                       {u"rate"_s, u"How many a second at most; 0 as fast as they are answered. Always one at a time."_s, u"R"_s, u"0"_s},
                       {u"limit"_s, u"At most N events."_s, u"N"_s},
                       {u"newest"_s, u"Newest first."_s},
                       {u"timeout"_s, u"Seconds to wait for an answer."_s, u"S"_s, u"10"_s},
                       {u"stop-on-failure"_s, u"End at the first that is not answered with 2xx."_s}});
}

void declareVerify(QCommandLineParser &parser)
{
    parser.addOption({u"signature"_s, u"Value of the X-Kombo-Signature header."_s, u"S"_s});
}

void declareSandbox(QCommandLineParser &parser)
{
    parser.addOptions({{u"webhook-url"_s, u"Where signed webhooks go; without it none are sent."_s, u"URL"_s},
                       {u"seed"_s, u"Same number, same world."_s, u"N"_s, u"1"_s},
                       {u"integrations"_s, u"How many integrations."_s, u"N"_s, u"12"_s},
                       {u"records"_s, u"How many records an endpoint."_s, u"N"_s, u"40"_s},
                       {u"speed"_s, u"Speed of its clock."_s, u"X"_s, u"1"_s},
                       {u"fault"_s, u"A fault to show; can be repeated."_s, u"NAME"_s}});
}

void declareExport(QCommandLineParser &parser)
{
    parser.addOptions({{u"filter"_s, u"Only matching events; written as for `events`."_s, u"EXPR"_s},
                       {u"format"_s, u"ndjson (everything, for `import`), csv (a table without bodies) or har; else by the file's ending."_s, u"FORMAT"_s},
                       {u"output"_s, u"The file, or - for standard output. It appears when it is whole."_s, u"FILE"_s},
                       {u"unmasked"_s, u"Leave names, e-mail addresses, phone numbers and the like as they are."_s},
                       {u"limit"_s, u"At most N events."_s, u"N"_s},
                       {u"newest"_s, u"Newest first."_s},
                       {u"rejected"_s, u"The rejected deliveries instead."_s}});
}

void declareImport(QCommandLineParser &parser)
{
    parser.addOptions({{u"name"_s, u"What to call the import (default: as the file)."_s, u"NAME"_s},
                       {u"list"_s, u"List the imports."_s},
                       {u"remove"_s, u"Remove an import."_s, u"NAME"_s}});
}

void declareGaps(QCommandLineParser &parser)
{
    parser.addOption({u"since"_s, u"Only since then (time or span)."_s, u"TIME"_s});
}

void declareIndex(QCommandLineParser &parser)
{
    parser.addOption({u"rebuild"_s, u"Throw the index away and build it anew; the process that collects does it when one runs."_s});
}

void declareEnvironments(QCommandLineParser &parser)
{
    parser.addOptions({{u"region"_s, u"eu or us."_s, u"REGION"_s, u"eu"_s},
                       {u"production"_s, u"A production environment: actions that cannot be undone ask twice."_s}});
}

} // namespace

const QVector<Subcommand> &commands()
{
    static const QVector<Subcommand> table{
        {"listen", "", "Collect webhooks without a window, one line an event.",
         "KOMBO_WEBHOOK_SECRET=… kombo-console listen\nkombo-console listen --port 0 --json\nkombo-console listen --sandbox",
         declareListen, runListen},
        {"events", "[--diff SEQ SEQ]", "List stored events, oldest first.",
         "kombo-console events --newest --limit 20\nkombo-console events --filter 'type:sync-finished since:2h' --format ndjson --body text\n"
         "kombo-console events --rejected\nkombo-console events --follow\nkombo-console events --diff 12 14",
         declareEvents, runEvents},
        {"integrations", "", "List the integrations that events told of, with their state.",
         "kombo-console integrations\nkombo-console integrations --json", declareIntegrations, runIntegrations},
        {"fetch", "ID", "Read what changed in an integration into the local copy.",
         "kombo-console fetch personio:CBNMt7dSNCzBdnRTx87dev4E\nkombo-console fetch personio:CBNMt7dSNCzBdnRTx87dev4E --full\n"
         "kombo-console fetch personio:CBNMt7dSNCzBdnRTx87dev4E --models hris_employees,hris_teams --json",
         declareFetch, runFetch},
        {"sync", "ID", "Ask Kombo to sync an integration (this is not a fetch).",
         "kombo-console sync personio:CBNMt7dSNCzBdnRTx87dev4E --delta --wait", declareSync, runSync},
        {"records", "ID", "List the local copy of an integration's records.",
         "kombo-console records personio:CBNMt7dSNCzBdnRTx87dev4E --model hris_employees --format ndjson\n"
         "kombo-console records personio:CBNMt7dSNCzBdnRTx87dev4E --history 8Xi6iZrwusZqJmDGXs49GBmJ",
         declareRecords, runRecords},
        {"mark", "EVENT…", "Pin events and note comments on them, by number or id.",
         "kombo-console mark 4711 --pin --comment 'asked Kombo, ticket 12'\nkombo-console mark 4711 4712 --unpin --no-comment\n"
         "kombo-console events --filter pinned:yes",
         declareMark, runMark},
        {"rules", "", "List the colour rules of the events table and what is wrong with them.",
         "kombo-console rules\nkombo-console rules --json", nullptr, runRules},
        {"filters", "[EXPR]", "List the saved filters; save and remove them.",
         "kombo-console filters\nkombo-console filters --save 'Acme failures' 'org:Acme state:*FAILED'\n"
         "kombo-console filters --remove 'Acme failures'\nkombo-console events --filter '@Failed syncs'\n"
         "kombo-console wait --filter '@\"Failed syncs\" since:1h'",
         declareFilters, runFilters},
        {"export", "", "Write events into a file for a colleague, personal data masked.",
         "kombo-console export --filter 'org:Acme since:2d' --output acme.ndjson\nkombo-console export --format har --output last.har --newest --limit 100\n"
         "kombo-console export --filter type:sync-finished --output syncs.csv\nkombo-console export --output - --unmasked | gzip > all.ndjson.gz",
         declareExport, runExport},
        {"import", "FILE", "Look at events from a colleague's file (ndjson or har), apart from your own.",
         "kombo-console import acme.ndjson --name acme\nkombo-console events --data ~/.local/share/kombo-console/imports/acme\n"
         "kombo-console import --list\nkombo-console import --remove acme",
         declareImport, runImport},
        {"gaps", "", "List when nothing listened: webhooks sent then may be lost.",
         "kombo-console gaps --since 7d\nkombo-console gaps --json",
         declareGaps, runGaps},
        {"wait", "", "Wait until a matching event is stored, and print it.",
         "kombo-console wait --filter 'type:sync-finished tool:personio' --timeout 120\nkombo-console wait --filter type:data-changed --since 5m",
         declareWait, runWait},
        {"send", "TYPE", "Sign and post a sample event.",
         "KOMBO_WEBHOOK_SECRET=… kombo-console send sync-finished\nkombo-console send data-changed --env sandbox --path /webhooks/sandbox\n"
         "KOMBO_WEBHOOK_SECRET=… kombo-console send sync-finished --set data.sync_state=FAILED --break padded",
         declareSend, runSend},
        {"replay", "[EVENT…] --to URL", "Send stored events again, byte for byte, to a receiver of yours.",
         "kombo-console replay 4711 --to http://127.0.0.1:3000/webhooks\n"
         "kombo-console replay --filter 'type:data-changed since:2h' --to https://staging.example.com/kombo --rate 20\n"
         "kombo-console replay --filter '@Failed syncs' --to http://127.0.0.1:3000/webhooks --newest --limit 10 --json",
         declareReplay, runReplay},
        {"verify", "", "Check a signature over the body on stdin and explain the result.",
         "KOMBO_WEBHOOK_SECRET=… kombo-console verify --signature S < body.json", declareVerify, runVerify},
        {"sandbox", "", "Run the simulated Kombo alone.",
         "kombo-console sandbox --port 7391 --webhook-url http://127.0.0.1:7390/webhooks/kombo\n"
         "kombo-console sandbox --port 0 --records 100000 --fault rate-limit",
         declareSandbox, runSandbox},
        {"index", "", "How far the search index of the events is, and what it takes on disk.",
         "kombo-console index\nkombo-console index --json\nkombo-console index --rebuild", declareIndex, runIndex},
        {"env", "list|add NAME|remove NAME", "Environments: which Kombo, which key, which path.",
         "kombo-console env list\nkombo-console env add acme-prod --region eu --production --secrets-file acme.secrets\n"
         "kombo-console env remove acme-prod",
         declareEnvironments, runEnvironments},
    };
    return table;
}

} // namespace console
